package io.coinslot.marketgateway.contract;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.SimulatedMarkets;
import io.coinslot.marketgateway.market.AnswersRefundReviews;
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
import tools.jackson.databind.node.ObjectNode;

final class AppStoreUnderTest extends StoreUnderTest {
    AppStoreUnderTest(SimulatedMarkets markets) {
        super(markets);
    }

    @Override
    public MarketId id() {
        return Orders.APP_STORE;
    }

    @Override
    public Set<Class<? extends OfMarket>> capabilities() {
        return Set.of(
                VerifiesReceipts.class,
                LooksUpPayments.class,
                FinishesPayments.class,
                ReceivesNotifications.class,
                TracesPurchases.class,
                AnswersRefundReviews.class,
                RecallsNotifications.class);
    }

    @Override
    ObjectNode binding(ObjectNode empty, String purchaseId) {
        return empty.put("appAccountToken", "5f0c8f6e-0000-8000-8000-000000000001");
    }

    @Override
    ObjectNode foreignBinding(ObjectNode empty) {
        return empty.put("appAccountToken", "5f0c8f6e-0000-8000-8000-000000000002");
    }

    @Override
    Bought bought(JsonNode sale) {
        Receipt signed = new Receipt(
                Receipt.Kind.SIGNED_TRANSACTION, sale.path("signedTransaction").asString());
        return Bought.of(signed, "transactionId", sale.path("transactionId").asString());
    }

    @Override
    public Receipt unknownReceipt() {
        return new Receipt(Receipt.Kind.TRANSACTION_ID, "42");
    }

    @Override
    public String codeOfRefunded() {
        return "ALREADY_REFUNDED";
    }

    @Override
    public String path(Call call) {
        return switch (call) {
            case VERIFY -> "transactions";
            case FINISH -> "finish";
            case CONFIRM, REFUND -> throw new IllegalArgumentException("there is no such call");
        };
    }

    /** Finishing takes the transaction off the device's queue, whatever became of its money. */
    @Override
    public boolean finishingTellsOfRefunds() {
        return false;
    }

    @Override
    public List<Integer> statusesThatPass() {
        return List.of(404, 429, 500, 503);
    }

    @Override
    public List<String> wrongProofs() {
        return List.of("NONE", "WRONG_KEY", "WRONG_ROOT");
    }
}
