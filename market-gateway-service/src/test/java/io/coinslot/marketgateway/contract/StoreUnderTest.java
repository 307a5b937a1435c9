package io.coinslot.marketgateway.contract;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.LocalGateway;
import io.coinslot.marketgateway.journey.SimulatedMarkets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A store whose own app sells to the player: we know of a sale by its receipt only. */
abstract class StoreUnderTest implements MarketUnderTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String OTHER_GAME = "other-game";

    private final SimulatedMarkets markets;

    StoreUnderTest(SimulatedMarkets markets) {
        this.markets = markets;
    }

    /** What ties the sale to the purchase, in the store's own form. */
    abstract ObjectNode binding(ObjectNode empty, String purchaseId);

    /** A binding that is not this purchase's. */
    abstract ObjectNode foreignBinding(ObjectNode empty);

    abstract Bought bought(JsonNode sale);

    @Override
    public final Bought buy(LocalGateway gateway, String purchaseId, Difference difference) {
        String service = difference == Difference.APPLICATION ? OTHER_GAME : Orders.SERVICE;
        markets.link(service, id());
        ObjectNode sale = JSON.createObjectNode().put("serviceId", service).put("productId", "gem_100");
        sale.set("price", won("1200"));
        ObjectNode empty = JSON.createObjectNode();
        sale.set("binding", difference == Difference.BUYER ? foreignBinding(empty) : binding(empty, purchaseId));
        switch (difference) {
            case PRODUCT -> sale.put("productId", "gem_10");
            case QUANTITY -> sale.put("quantity", 2);
            case AMOUNT -> sale.set("total", won("1199"));
            case NONE, BUYER, APPLICATION -> {}
        }
        return bought(markets.post("/control/" + id() + "/purchases", sale.toString()));
    }

    private static ObjectNode won(String amount) {
        return JSON.createObjectNode().put("amount", amount).put("currency", "KRW");
    }
}
