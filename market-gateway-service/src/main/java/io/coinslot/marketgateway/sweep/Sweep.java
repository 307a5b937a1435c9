package io.coinslot.marketgateway.sweep;

import io.coinslot.marketgateway.payment.MarketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a service's market has been swept.
 *
 * @param sweptUntil everything before it has been taken in
 * @param windowStart start of the window that is being swept, while it is
 * @param windowEnd its end
 * @param pageToken the next page of that window
 * @param runs how often it was swept
 * @param health how it has gone; null if a version before has begun it and it has not run since
 */
public record Sweep(
        String serviceId,
        MarketId market,
        Instant sweptUntil,
        @Nullable Instant windowStart,
        @Nullable Instant windowEnd,
        @Nullable String pageToken,
        long runs,
        @Nullable SweepHealth health) {

    /** The id it is stored under. */
    public String id() {
        return id(serviceId, market);
    }

    static String id(String serviceId, MarketId market) {
        return market + "|" + serviceId;
    }

    /** One that nothing has been taken in for yet. */
    static Sweep begun(String serviceId, MarketId market, Instant sweptUntil, Instant now) {
        return new Sweep(serviceId, market, sweptUntil, null, null, null, 0, SweepHealth.begun(now));
    }

    /** How it has gone so far, as far as it is known. */
    public SweepHealth knownHealth() {
        return health == null ? SweepHealth.begun(sweptUntil) : health;
    }

    /**
     * Since when nothing has been taken in. What a market remembers of the time before the sweep was begun keeps nobody
     * waiting.
     */
    public Instant behindSince() {
        return runs == 0 ? knownHealth().begunAt() : sweptUntil;
    }

    /** More pages of the window are left. Markets take a page's token only with the window that it is of. */
    Sweep at(Instant start, Instant end, @Nullable String nextPageToken) {
        return new Sweep(
                serviceId,
                market,
                sweptUntil,
                start,
                end,
                nextPageToken,
                runs,
                knownHealth().going());
    }

    /** From the first page of another window: the market may have forgotten the page that came next. */
    Sweep anew() {
        return new Sweep(serviceId, market, sweptUntil, null, null, null, runs, health);
    }

    /** The window is done. */
    Sweep through(Instant end, Instant now) {
        return new Sweep(
                serviceId,
                market,
                end,
                null,
                null,
                null,
                runs + 1,
                knownHealth().succeeded(now));
    }

    /** An attempt came to nothing. */
    Sweep failed(String reason, Instant now) {
        SweepHealth failed = knownHealth().failed(reason, now);
        return new Sweep(serviceId, market, sweptUntil, windowStart, windowEnd, pageToken, runs, failed);
    }
}
