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
 */
public record Sweep(
        String serviceId,
        MarketId market,
        Instant sweptUntil,
        @Nullable Instant windowStart,
        @Nullable Instant windowEnd,
        @Nullable String pageToken,
        long runs) {

    static String id(String serviceId, MarketId market) {
        return market + "|" + serviceId;
    }

    /** More pages of the window are left. Markets take a page's token only with the window that it is of. */
    Sweep at(Instant start, Instant end, @Nullable String nextPageToken) {
        return new Sweep(serviceId, market, sweptUntil, start, end, nextPageToken, runs);
    }

    /** From the first page of another window: the market may have forgotten the page that came next. */
    Sweep anew() {
        return new Sweep(serviceId, market, sweptUntil, null, null, null, runs);
    }

    /** The window is done. */
    Sweep through(Instant end) {
        return new Sweep(serviceId, market, end, null, null, null, runs + 1);
    }
}
