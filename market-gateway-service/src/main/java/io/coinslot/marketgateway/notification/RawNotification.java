package io.coinslot.marketgateway.notification;

import io.coinslot.marketgateway.payment.MarketId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A notification as it arrived, whose sender was proven.
 *
 * @param messageId the market's id of it: the same one is stored once
 * @param body as it arrived; in base64 if it is no text
 * @param note what came of it
 */
public record RawNotification(
        String serviceId,
        MarketId market,
        String messageId,
        String body,
        boolean inBase64,
        Instant receivedAt,
        Status status,
        @Nullable String note) {
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
                null);
    }

    /** The id it is stored under. */
    public String id() {
        return market + "|" + serviceId + "|" + messageId;
    }

    /** The bytes as they arrived. */
    public byte[] bytes() {
        return inBase64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    RawNotification ended(Status end, String why) {
        return new RawNotification(serviceId, market, messageId, body, inBase64, receivedAt, end, why);
    }

    /** Bodies hold purchase tokens and the like: they are not printed. */
    @Override
    public String toString() {
        return id() + " " + status;
    }
}
