package io.coinslot.marketgateway.contract;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.LocalGateway;
import io.coinslot.marketgateway.journey.SimulatedMarkets;
import io.coinslot.marketgateway.payment.Receipt;
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

    /** What ties the sale to the purchase, in the store's own form: the buyer's account. */
    ObjectNode binding(ObjectNode empty, String purchaseId) {
        return empty.put("obfuscatedAccountId", "account-of-user-1");
    }

    /** A binding that is not this purchase's. */
    ObjectNode foreignBinding(ObjectNode empty) {
        return empty.put("obfuscatedAccountId", "account-of-user-2");
    }

    /** What the device holds: a token. */
    Bought bought(JsonNode sale) {
        String token = sale.path("purchaseToken").asString();
        return Bought.of(new Receipt(Receipt.Kind.PURCHASE_TOKEN, token), "purchaseToken", token);
    }

    @Override
    public Answer answerTo(Difference difference) {
        return Answer.refused(difference + "_MISMATCH");
    }

    @Override
    public Receipt unknownReceipt() {
        return new Receipt(Receipt.Kind.PURCHASE_TOKEN, "no-such-token");
    }

    @Override
    public String codeOfRefunded() {
        return "PURCHASE_CANCELLED";
    }

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
