package io.coinslot.marketgateway.notification.rest;

import io.coinslot.marketgateway.notification.KnownNotification;
import io.coinslot.marketgateway.notification.NotificationAction;
import io.coinslot.marketgateway.notification.NotificationParking;
import io.coinslot.marketgateway.notification.RawNotification.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notification with what operators can know of it. Its body is nobody's to see.
 *
 * @param parked null once it was dealt with
 */
record ParkedNotificationView(
        String notificationId,
        String serviceId,
        String market,
        String messageId,
        @Nullable String type,
        Status status,
        Instant receivedAt,
        @Nullable Parked parked,
        List<NotificationAction> audit) {
    /** That it waits. */
    record Parked(String reason, int attempts, Instant parkedAt) {}

    static ParkedNotificationView of(KnownNotification notification) {
        NotificationParking parking = notification.parking();
        return new ParkedNotificationView(
                notification.name(),
                notification.serviceId(),
                notification.market().value(),
                notification.messageId(),
                parking == null ? null : parking.type(),
                notification.status(),
                notification.receivedAt(),
                parked(notification),
                parking == null ? List.of() : parking.actions());
    }

    private static @Nullable Parked parked(KnownNotification notification) {
        NotificationParking parking = notification.parking();
        return parking == null || notification.status() != Status.PARKED
                ? null
                : new Parked(String.valueOf(notification.note()), parking.attempts(), parking.parkedAt());
    }
}
