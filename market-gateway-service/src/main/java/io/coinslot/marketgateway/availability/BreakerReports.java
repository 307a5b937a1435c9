package io.coinslot.marketgateway.availability;

import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.task.Targets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports what this instance's breakers see of markets. Targets that are no market are none of its business. */
public final class BreakerReports implements Targets.Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(BreakerReports.class);

    private final Aggregates<Availability, Availability> availabilities;
    private final Markets markets;
    private final String instance;
    private final Duration passedOverFor;
    private final Clock clock;

    /**
     * @param instance names this process, and no other one ever
     * @param passedOverFor how long a market is passed over after the last try failed
     */
    public BreakerReports(
            Aggregates<Availability, Availability> availabilities,
            Markets markets,
            String instance,
            Duration passedOverFor,
            Clock clock) {
        this.availabilities = availabilities;
        this.markets = markets;
        this.instance = instance;
        this.passedOverFor = passedOverFor;
        this.clock = clock;
    }

    @Override
    public void ill(String target) {
        Instant now = now();
        report(target, known -> Availability.opened(known, instance, now, passedOverFor));
    }

    @Override
    public void well(String target) {
        Instant now = now();
        report(target, known -> Availability.closed(known, instance, now));
    }

    /** Waits for nothing: the call that turned the breaker goes on. */
    private void report(
            String target, Function<Availability, Decision<Availability, Availability, Availability>> decide) {
        int colon = target.indexOf(':');
        String name = colon < 0 ? "" : target.substring(0, colon);
        if (!MarketId.matches(name) || markets.find(VerifiesReceipts.class, new MarketId(name)) == null) {
            return;
        }
        MarketId market = new MarketId(name);
        String serviceId = target.substring(colon + 1);
        availabilities
                .<Availability>handle(
                        Availability.id(serviceId, market),
                        known -> decide.apply(known == null ? Availability.unknown(serviceId, market) : known))
                .whenComplete((told, failure) -> {
                    if (failure != null) {
                        // It lapses by itself, and the next try that fails reports anew.
                        LOG.warn("What the breaker of {} sees could not be recorded", target, failure);
                    }
                });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
