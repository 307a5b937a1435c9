package io.coinslot.marketgateway.sweep;

import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.payment.MarketId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How far the sweeps are behind, looked up from time to time: what operators set their alarms on. */
public final class SweepAges {
    private static final int PAGE = 500;

    private final KnownSweeps sweeps;
    private final MarketLinks links;
    private final Clock clock;
    private volatile @Nullable Map<MarketId, Instant> oldest;

    public SweepAges(KnownSweeps sweeps, MarketLinks links, Clock clock) {
        this.sweeps = sweeps;
        this.links = links;
        this.clock = clock;
    }

    /** Looks anew. If that fails, what was seen before stays, and grows. */
    public void look() {
        Map<MarketId, Instant> found = new HashMap<>();
        Map<MarketId, Set<String>> linked = new HashMap<>();
        @Nullable String after = null;
        List<Sweep> page;
        do {
            page = sweeps.page(after, PAGE);
            for (Sweep sweep : page) {
                after = sweep.id();
                if (linked.computeIfAbsent(sweep.market(), this::linkedTo).contains(sweep.serviceId())) {
                    found.merge(sweep.market(), sweep.behindSince(), SweepAges::earlier);
                }
            }
        } while (page.size() == PAGE);
        oldest = Map.copyOf(found);
    }

    /**
     * The seconds that the market's sweep which is furthest behind has taken nothing in for; 0 if there is none, and not a
     * number as long as nobody could look.
     */
    public double seconds(MarketId market) {
        Map<MarketId, Instant> seen = oldest;
        if (seen == null) {
            return Double.NaN;
        }
        Instant since = seen.get(market);
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toSeconds());
    }

    /** Whether there is still something to be swept for. */
    public boolean isLinked(Sweep sweep) {
        return linkedTo(sweep.market()).contains(sweep.serviceId());
    }

    private Set<String> linkedTo(MarketId market) {
        return links.to(market).stream().map(MarketLink::serviceId).collect(Collectors.toSet());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
