package io.coinslot.marketgateway.sweep;

import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.RecallsNotifications;
import io.coinslot.marketgateway.notification.NoEvent;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import io.coinslot.servicekit.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that each service's link to a market that remembers has its sweep. */
public final class Sweeps {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);

    private final Aggregates<Sweep, NoEvent> sweeps;
    private final Markets markets;
    private final MarketLinks links;
    private final Clock clock;
    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    public Sweeps(Aggregates<Sweep, NoEvent> sweeps, Markets markets, MarketLinks links, Clock clock) {
        this.sweeps = sweeps;
        this.markets = markets;
        this.links = links;
        this.clock = clock;
    }

    /**
     * Begins the sweeps that are missing. Harmless to repeat, here and in other processes, which is done if it cannot be told
     * now which those are.
     */
    public void beginMissing() {
        try {
            beginKnown();
        } catch (ProblemException unknown) {
            LOG.info("No sweep can be begun now: {}", unknown.getMessage());
        }
    }

    private void beginKnown() {
        for (RecallsNotifications market : markets.all(RecallsNotifications.class)) {
            for (MarketLink link : links.to(market.market())) {
                begin(market, link);
            }
        }
    }

    private void begin(RecallsNotifications market, MarketLink link) {
        String id = Sweep.id(link.serviceId(), link.market());
        if (!begun.add(id)) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Sweep fresh = Sweep.begun(link.serviceId(), link.market(), now.minus(market.reach()), now);
        sweeps.handle(id, known -> begun(known, fresh)).whenComplete((done, failure) -> {
            if (failure != null) {
                begun.remove(id);
                LOG.warn("The sweep {} could not be begun; trying again", id, failure);
            }
        });
    }

    private static Decision<Sweep, NoEvent, Boolean> begun(@Nullable Sweep known, Sweep fresh) {
        return known == null
                ? Decision.<Sweep, NoEvent, Boolean>accepted(fresh, List.of(), true)
                        .starting(TaskDraft.now(SweepTask.SWEEP, SweepTask.SWEEP))
                : Decision.unchanged(false);
    }
}
