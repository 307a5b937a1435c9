package io.coinslot.marketgateway.notification;

import io.coinslot.marketgateway.notification.RawNotification.Status;
import io.coinslot.marketgateway.payment.MarketId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A notification without its body, which may hold purchase tokens and the like. */
public record KnownNotification(
        String serviceId,
        MarketId market,
        String messageId,
        Instant receivedAt,
        Status status,
        @Nullable String note,
        @Nullable NotificationParking parking) {

    /** Its name in paths. Markets choose the ids of messages, with slashes in them and whatever else. */
    public String name() {
        byte[] id = RawNotification.idOf(serviceId, market, messageId).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /** The id that a notification of that name is stored under; null if it is the name of none. */
    public static @Nullable String idNamed(String name) {
        try {
            return new String(Base64.getUrlDecoder().decode(name), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** As it is known of one that a version parked which did not note when. */
    public KnownNotification parkedBy(Instant writtenAt) {
        return parking != null
                ? this
                : new KnownNotification(
                        serviceId,
                        market,
                        messageId,
                        receivedAt,
                        status,
                        note,
                        new NotificationParking(writtenAt, 0, null, List.of()));
    }
}
