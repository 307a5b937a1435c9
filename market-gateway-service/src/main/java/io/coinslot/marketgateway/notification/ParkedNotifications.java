package io.coinslot.marketgateway.notification;

import io.coinslot.marketgateway.payment.MarketId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notifications that wait for an operator, in the time a page takes. */
public interface ParkedNotifications {
    /**
     * A page of them, by their ids.
     *
     * @param market null for those of all markets
     * @param after the last id of the page before, or null for the first page
     */
    List<KnownNotification> page(@Nullable MarketId market, @Nullable String after, int limit);

    /** How many there are, or so many if there are more. */
    int count(int most);
}
