package io.coinslot.marketgateway.appstore;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A notification, {@code {"signedPayload": …}}, taken apart without asking who signed it: to find out whom it may be
 * for, and to read again what was proven when it came.
 *
 * @param signed as it came
 * @param claims what it says
 */
record SignedPayload(String signed, JsonNode claims) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> PLACES_OF_THE_BUNDLE =
            List.of("data", "summary", "externalPurchaseToken", "appData");

    /** Null if the body is none. */
    static @Nullable SignedPayload of(byte[] body) {
        JsonNode root = json(body);
        JsonNode signed = root == null ? null : root.path("signedPayload");
        return signed == null || !signed.isString() ? null : of(signed.stringValue());
    }

    /** Null if the text is none. */
    static @Nullable SignedPayload of(String signed) {
        JsonNode claims = claims(signed);
        return claims == null ? null : new SignedPayload(signed, claims);
    }

    /** As a notification's body. */
    byte[] body() {
        return JSON.writeValueAsBytes(JSON.createObjectNode().put("signedPayload", signed));
    }

    String type() {
        return claims.path("notificationType").asString("");
    }

    /** Apple's id of the notification, the same at each attempt. */
    @Nullable
    String notificationId() {
        String id = claims.path("notificationUUID").asString("");
        return id.isBlank() ? null : id;
    }

    /** When Apple wrote it; null if it does not say. */
    @Nullable
    Instant signedAt() {
        JsonNode signedDate = claims.path("signedDate");
        return signedDate.isIntegralNumber() ? Instant.ofEpochMilli(signedDate.longValue()) : null;
    }

    String bundleId() {
        for (String place : PLACES_OF_THE_BUNDLE) {
            String bundleId = claims.path(place).path("bundleId").asString("");
            if (!bundleId.isEmpty()) {
                return bundleId;
            }
        }
        return "";
    }

    /** The transaction that it is about; null if it names none. */
    @Nullable
    String transactionId() {
        JsonNode transaction =
                claims(claims.path("data").path("signedTransactionInfo").asString(""));
        String id = transaction == null ? "" : transaction.path("transactionId").asString("");
        return Transactions.isId(id) ? id : null;
    }

    private static @Nullable JsonNode claims(String signed) {
        String[] parts = signed.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            JsonNode claims = json(Base64.getUrlDecoder().decode(parts[1].getBytes(StandardCharsets.UTF_8)));
            return claims != null && claims.isObject() ? claims : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** What it says may open doors: only its kind is printed. */
    @Override
    public String toString() {
        return type();
    }
}
