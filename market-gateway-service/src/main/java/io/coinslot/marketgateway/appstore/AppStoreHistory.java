package io.coinslot.marketgateway.appstore;

import com.apple.itunes.storekit.model.NotificationHistoryResponse;
import com.apple.itunes.storekit.model.NotificationHistoryResponseItem;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.RecallsNotifications;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The notifications that Apple could not deliver, from its own history of them, under the ids they would have come
 * with. What came is durable before it is answered, so those that were delivered are not asked for.
 */
final class AppStoreHistory extends AppStoreCapability implements RecallsNotifications {
    /** Apple answers 180 days and in the sandbox 30; less a minute, since it counts from when it gets the request. */
    private static final Duration REACH = Duration.ofDays(30).minusMinutes(1);

    AppStoreHistory(AppStoreDesks desks) {
        super(desks);
    }

    @Override
    public Duration reach() {
        return REACH;
    }

    @Override
    public Page recall(MarketLink link, Instant from, Instant to, @Nullable String pageToken) throws MarketFailure {
        NotificationHistoryResponse page = desk(link).undelivered(from, to, pageToken);
        List<Recalled> recalled = new ArrayList<>();
        if (page.getNotificationHistory() != null) {
            for (NotificationHistoryResponseItem item : page.getNotificationHistory()) {
                SignedPayload payload =
                        item.getSignedPayload() == null ? null : SignedPayload.of(item.getSignedPayload());
                if (payload != null) {
                    recalled.add(new Recalled(AppStoreNotifications.id(payload), payload.body()));
                }
            }
        }
        return new Page(recalled, Boolean.TRUE.equals(page.getHasMore()) ? page.getPaginationToken() : null);
    }
}
