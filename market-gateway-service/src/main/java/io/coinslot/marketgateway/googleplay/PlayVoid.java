package io.coinslot.marketgateway.googleplay;

import com.google.api.services.androidpublisher.model.VoidedPurchase;
import io.coinslot.marketgateway.payment.TakenBack;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A voided purchase, as Google notifies of it and lists it. An entry of the list is written as the notification that
 * tells of it, with what only the list tells: why, by whom and when.
 */
final class PlayVoid {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ONE_TIME_PRODUCT = 2;
    private static final int FULL = 1;
    private static final int PART_OF_QUANTITY = 2;
    private static final List<String> SOURCES = List.of("the user", "the developer", "Google");
    private static final List<String> REASONS = List.of(
            "other",
            "remorse",
            "not received",
            "defective",
            "accidental purchase",
            "fraud",
            "friendly fraud",
            "chargeback",
            "unacknowledged purchase");

    private PlayVoid() {}

    static ObjectNode notification(String packageName, VoidedPurchase listed) {
        ObjectNode data = JSON.createObjectNode().put("packageName", packageName);
        data.putObject("voidedPurchaseNotification")
                .put("purchaseToken", listed.getPurchaseToken())
                .put("orderId", listed.getOrderId())
                .put("productType", ONE_TIME_PRODUCT)
                .put("refundType", part(listed) == 0 ? FULL : PART_OF_QUANTITY)
                .put("voidedTimeMillis", listed.getVoidedTimeMillis())
                .put("voidedSource", listed.getVoidedSource())
                .put("voidedReason", listed.getVoidedReason());
        return data;
    }

    /** The quantity of which it is; 0 if it is of all. */
    static int part(VoidedPurchase listed) {
        return listed.getVoidedQuantity() == null ? 0 : listed.getVoidedQuantity();
    }

    /** What a notification says has gone back; null if it names no order. */
    static @Nullable TakenBack told(JsonNode data, JsonNode voided) {
        String orderId = voided.path("orderId").asString("");
        if (orderId.isEmpty()) {
            return null;
        }
        boolean whole = voided.path("refundType").asInt(FULL) != PART_OF_QUANTITY;
        Instant at = at(data, voided);
        return new TakenBack(orderId, whole, at, text(voided, whole, at));
    }

    private static @Nullable Instant at(JsonNode data, JsonNode voided) {
        long listed = voided.path("voidedTimeMillis").asLong(0);
        long millis = listed == 0 ? data.path("eventTimeMillis").asLong(0) : listed;
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    private static String text(JsonNode voided, boolean whole, @Nullable Instant at) {
        String what = (whole ? "The order was voided" : "A part of the order was voided") + " at "
                + (at == null ? "a time that is not told" : at);
        return voided.path("voidedReason").isNumber()
                ? what + " by " + named(SOURCES, voided.path("voidedSource")) + ", the reason: "
                        + named(REASONS, voided.path("voidedReason"))
                : what + ", by whom and why the notification does not tell";
    }

    private static String named(List<String> names, JsonNode number) {
        int index = number.asInt(-1);
        return index >= 0 && index < names.size() ? index + " (" + names.get(index) + ")" : number.asString("unknown");
    }
}
