package io.coinslot.marketgateway.contract;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.SimulatedMarkets;
import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.market.RecallsNotifications;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.market.TracesPurchases;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.Receipt;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

final class GalaxyStoreUnderTest extends StoreUnderTest {
    GalaxyStoreUnderTest(SimulatedMarkets markets) {
        super(markets);
    }

    @Override
    public MarketId id() {
        return Orders.GALAXY_STORE;
    }

    @Override
    public Set<Class<? extends OfMarket>> capabilities() {
        return Set.of(
                VerifiesReceipts.class,
                LooksUpPayments.class,
                FinishesPayments.class,
                ReceivesNotifications.class,
                TracesPurchases.class,
                RecallsNotifications.class);
    }

    @Override
    Bought bought(JsonNode sale) {
        String id = sale.path("purchaseId").asString();
        return Bought.of(new Receipt(Receipt.Kind.MARKET_PURCHASE_ID, id), "purchaseId", id);
    }

    @Override
    public Answer answerTo(Difference difference) {
        return difference == Difference.QUANTITY
                ? Answer.cannotHappen("one item is sold at a time")
                : super.answerTo(difference);
    }

    @Override
    public Receipt unknownReceipt() {
        return new Receipt(Receipt.Kind.MARKET_PURCHASE_ID, "0".repeat(64));
    }

    @Override
    public String path(Call call) {
        return switch (call) {
            case VERIFY -> "receipt";
            case FINISH -> "purchases";
            case CONFIRM, REFUND -> throw new IllegalArgumentException("there is no such call");
        };
    }

    @Override
    public List<Integer> statusesThatPass() {
        return List.of(429, 500, 503);
    }

    @Override
    public List<String> wrongProofs() {
        return List.of("NONE", "WRONG_KEY", "WRONG_AUDIENCE", "WRONG_ISSUER", "EXPIRED");
    }
}
