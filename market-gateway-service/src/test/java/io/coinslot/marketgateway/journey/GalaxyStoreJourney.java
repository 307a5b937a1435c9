package io.coinslot.marketgateway.journey;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.Receipt;
import tools.jackson.databind.JsonNode;

/** A player, Galaxy Store and the gateway: what its journeys have in common. */
abstract class GalaxyStoreJourney extends StoreJourney {
    GalaxyStoreJourney() {
        super(Orders.GALAXY_STORE);
    }

    static final String GEMS = """
        {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
         "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
        """;

    static JsonNode buy(String more) {
        return bought("\"price\":{\"amount\":\"1200\",\"currency\":\"KRW\"}" + more);
    }

    /** What the player's device holds after buying at the store. */
    static JsonNode bought(String fields) {
        return markets.post("/control/galaxy-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100",
             "binding":{"obfuscatedAccountId":"account-of-user-1"},%s}\
            """.formatted(fields));
    }

    static Receipt receipt(JsonNode bought) {
        return new Receipt(
                Receipt.Kind.MARKET_PURCHASE_ID, bought.path("purchaseId").asString());
    }

    static void refund(JsonNode bought) {
        markets.post(
                "/control/galaxy-store/refunds",
                "{\"purchaseId\":\"" + bought.path("purchaseId").asString() + "\"}");
    }
}
