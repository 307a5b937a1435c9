package io.coinslot.marketgateway.market;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists what a market's notifications should have told, so that a lost one does no harm. */
public interface RecallsNotifications extends OfMarket {
    /** How far back the market remembers. */
    Duration reach();

    /** One page of what happened from a time to another, both included. What happened after it may be listed as well. */
    Page recall(MarketLink link, Instant from, Instant to, @Nullable String pageToken) throws MarketFailure;

    /**
     * @param nextPageToken null on the last page
     */
    record Page(List<Recalled> recalled, @Nullable String nextPageToken) {
        public Page {
            recalled = List.copyOf(recalled);
        }
    }

    /** A message as {@link ReceivesNotifications#read} reads it, under an id that is the same each time. */
    record Recalled(String messageId, byte[] body) {}
}
