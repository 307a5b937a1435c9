package io.coinslot.marketgateway.journey;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.Receipt;
import tools.jackson.databind.JsonNode;

/** Purchases at the simulated Google Play, as the journeys there begin. */
abstract class GooglePlayJourney extends StoreJourney {
    GooglePlayJourney() {
        super(Orders.GOOGLE_PLAY);
    }

    /** What the player's device holds after buying at the store; later fields take the place of earlier ones. */
    static JsonNode buy(String more) {
        return markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}%s}\
            """.formatted(more));
    }

    static Receipt token(JsonNode bought) {
        return new Receipt(
                Receipt.Kind.PURCHASE_TOKEN, bought.path("purchaseToken").asString());
    }

    static String orderId(JsonNode bought) {
        return bought.path("orderId").asString();
    }

    /** A sale up to the capture. */
    JsonNode pay(String purchaseId) {
        JsonNode bought = buy("");
        pay(purchaseId, token(bought));
        return bought;
    }

    /** The whole order goes back at the store. */
    static void refundAtTheMarket(JsonNode bought) {
        markets.post("/control/google-play/refunds", "{\"orderId\":\"" + orderId(bought) + "\"}");
    }

    static void refundAtTheMarket(JsonNode bought, String won) {
        markets.post(
                "/control/google-play/refunds",
                "{\"orderId\":\"" + orderId(bought) + "\",\"amount\":{\"amount\":\"" + won
                        + "\",\"currency\":\"KRW\"}}");
    }

    /** The payer's bank takes the money back, and nobody objects. */
    static void chargeBackAtTheMarket(JsonNode bought) {
        String dispute = markets.post("/control/google-play/disputes", "{\"orderId\":\"" + orderId(bought) + "\"}")
                .path("disputeId")
                .asString();
        markets.post("/control/google-play/disputes/" + dispute + "/close", "{\"outcome\":\"LOST\"}");
    }
}
