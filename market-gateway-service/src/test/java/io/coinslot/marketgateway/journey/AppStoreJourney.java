package io.coinslot.marketgateway.journey;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.Receipt;
import tools.jackson.databind.JsonNode;

/** A player, the App Store and the gateway: what its journeys have in common. */
abstract class AppStoreJourney extends StoreJourney {
    AppStoreJourney() {
        super(Orders.APP_STORE);
    }

    /** What a player's device holds after buying; later fields take the place of earlier ones. */
    static JsonNode buy(String more) {
        return markets.post("/control/app-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"appAccountToken":"5f0c8f6e-0000-8000-8000-000000000001"}%s}\
            """.formatted(more));
    }

    static Receipt signed(JsonNode bought) {
        return new Receipt(
                Receipt.Kind.SIGNED_TRANSACTION,
                bought.path("signedTransaction").asString());
    }

    static String id(JsonNode bought) {
        return bought.path("transactionId").asString();
    }

    static Receipt byId(JsonNode bought) {
        return new Receipt(Receipt.Kind.TRANSACTION_ID, id(bought));
    }

    static JsonNode refund(JsonNode bought, String more) {
        return markets.post("/control/app-store/refunds", "{\"transactionId\":\"" + id(bought) + "\"" + more + "}");
    }
}
