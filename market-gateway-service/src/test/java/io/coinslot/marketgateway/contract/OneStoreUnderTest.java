package io.coinslot.marketgateway.contract;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.SimulatedMarkets;
import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.market.RecallsNotifications;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.MarketId;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

final class OneStoreUnderTest extends StoreUnderTest {
    OneStoreUnderTest(SimulatedMarkets markets) {
        super(markets);
    }

    @Override
    public MarketId id() {
        return Orders.ONE_STORE;
    }

    @Override
    public Set<Class<? extends OfMarket>> capabilities() {
        return Set.of(
                VerifiesReceipts.class,
                LooksUpPayments.class,
                FinishesPayments.class,
                ReceivesNotifications.class,
                RecallsNotifications.class);
    }

    @Override
    ObjectNode binding(ObjectNode empty, String purchaseId) {
        return empty.put("developerPayload", purchaseId);
    }

    @Override
    ObjectNode foreignBinding(ObjectNode empty) {
        return empty.put("developerPayload", "pur_of_somebody_else");
    }

    @Override
    public Answer answerTo(Difference difference) {
        return switch (difference) {
            // A token is known only together with its product, to the application that sold it.
            case PRODUCT, APPLICATION -> Answer.refused("NOT_FOUND");
            case AMOUNT -> Answer.cannotHappen("the market's record names no price");
            default -> super.answerTo(difference);
        };
    }

    @Override
    public String path(Call call) {
        return switch (call) {
            case VERIFY -> "purchases";
            case FINISH -> "consume";
            case CONFIRM, REFUND -> throw new IllegalArgumentException("there is no such call");
        };
    }

    @Override
    public List<String> wrongProofs() {
        return List.of("NONE", "WRONG_KEY", "TAMPERED");
    }
}
