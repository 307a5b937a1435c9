package io.coinslot.marketgateway.notification;

import io.coinslot.marketgateway.payment.MarketId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notification as it arrived, whose sender was proven.
 *
 * @param messageId the market's id of it: the same one is stored once
 * @param body as it arrived; in base64 if it is no text
 * @param note what came of it
 * @param parking that it was parked, and what operators did about it; null if it never was, or by a version before
 */
public record RawNotification(
        String serviceId,
        MarketId market,
        String messageId,
        String body,
        boolean inBase64,
        Instant receivedAt,
        Status status,
        @Nullable String note,
        @Nullable NotificationParking parking) {
    /** What became of a notification. */
    public enum Status {
        RECEIVED,
        /** Its payment was looked at again. */
        APPLIED,
        /** There was nothing to do about it. */
        IGNORED,
        /** Nothing here understands it; an operator may. */
        PARKED
    }

    /** A notification that has just arrived. */
    public static RawNotification received(
            String serviceId, MarketId market, String messageId, byte[] bytes, Instant receivedAt) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
        return new RawNotification(
                serviceId,
                market,
                messageId,
                isText ? text : Base64.getEncoder().encodeToString(bytes),
                !isText,
                receivedAt,
                Status.RECEIVED,
                null,
                null);
    }

    /** The id it is stored under. */
    public String id() {
        return idOf(serviceId, market, messageId);
    }

    static String idOf(String serviceId, MarketId market, String messageId) {
        return market + "|" + serviceId + "|" + messageId;
    }

    /** The bytes as they arrived. */
    public byte[] bytes() {
        return inBase64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    RawNotification ended(Status end, String why) {
        return become(end, why, parking);
    }

    /**
     * @param type what the market calls this kind of message
     */
    RawNotification parked(String why, Instant at, int attempts, @Nullable String type) {
        List<NotificationAction> actions = parking == null ? List.of() : parking.actions();
        return become(Status.PARKED, why, new NotificationParking(at, attempts, type, actions));
    }

    /** An operator has taken it up. */
    RawNotification takenUp(NotificationAction action, Status next, @Nullable String why) {
        NotificationParking before =
                parking == null ? new NotificationParking(receivedAt, 0, null, List.of()) : parking;
        return become(next, why, before.having(action));
    }

    private RawNotification become(Status next, @Nullable String why, @Nullable NotificationParking nextParking) {
        return new RawNotification(serviceId, market, messageId, body, inBase64, receivedAt, next, why, nextParking);
    }

    /** Without what only markets and the store may see. */
    public KnownNotification known() {
        return new KnownNotification(serviceId, market, messageId, receivedAt, status, note, parking);
    }

    /** Bodies hold purchase tokens and the like: they are not printed. */
    @Override
    public String toString() {
        return id() + " " + status;
    }
}
