package io.coinslot.marketgateway.journey;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.Receipt;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Purchases at the simulated ONE store, as the journeys there begin. */
abstract class OneStoreJourney extends StoreJourney {
    OneStoreJourney() {
        super(Orders.ONE_STORE);
    }

    /** What the player's device holds after buying for the purchase. */
    static JsonNode buy(String purchaseId, String more) {
        return buy(markets, purchaseId, more);
    }

    static JsonNode buy(SimulatedMarkets markets, String purchaseId, String more) {
        return markets.post("/control/one-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"developerPayload":"%s"}%s}\
            """.formatted(purchaseId, more));
    }

    static Receipt token(JsonNode bought) {
        return new Receipt(
                Receipt.Kind.PURCHASE_TOKEN, bought.path("purchaseToken").asString());
    }

    JsonNode pay(String purchaseId) {
        JsonNode bought = buy(purchaseId, "");
        pay(purchaseId, token(bought));
        return bought;
    }

    static void cancelAtTheMarket(JsonNode bought) {
        markets.post(
                "/control/one-store/refunds",
                "{\"purchaseId\":\"" + bought.path("purchaseId").asString() + "\"}");
    }

    static JsonNode inTheLedger(JsonNode bought) {
        for (JsonNode entry :
                markets.get("/control/one-store/ledger?limit=1000").path("items")) {
            if (entry.path("purchaseId").equals(bought.path("purchaseId"))) {
                return entry;
            }
        }
        throw new AssertionError("not in the ledger: " + bought);
    }

    static MarketLink linkWith(String setting, String value) {
        MarketLink link = markets.link(Orders.SERVICE, Orders.ONE_STORE);
        Map<String, String> settings = new HashMap<>(link.settings());
        settings.put(setting, value);
        return new MarketLink(link.serviceId(), link.market(), true, settings, link.credentials());
    }

    static VerifiesReceipts receipts() {
        return markets.markets().find(VerifiesReceipts.class, Orders.ONE_STORE);
    }
}
