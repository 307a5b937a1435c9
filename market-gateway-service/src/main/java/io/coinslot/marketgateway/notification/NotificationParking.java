package io.coinslot.marketgateway.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a notification was given up, the last time, and what operators did about it.
 *
 * @param attempts how often it was tried until then
 * @param type what the market calls this kind of message, as far as it can be told
 * @param actions oldest first, the last ones
 */
public record NotificationParking(
        Instant parkedAt, int attempts, @Nullable String type, List<NotificationAction> actions) {
    private static final int MOST_ACTIONS = 20;

    public NotificationParking {
        actions = List.copyOf(actions);
    }

    NotificationParking having(NotificationAction action) {
        List<NotificationAction> more = new ArrayList<>(actions);
        more.add(action);
        return new NotificationParking(
                parkedAt, attempts, type, more.subList(Math.max(0, more.size() - MOST_ACTIONS), more.size()));
    }
}
