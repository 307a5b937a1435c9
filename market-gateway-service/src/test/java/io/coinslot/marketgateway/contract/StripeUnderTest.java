package io.coinslot.marketgateway.contract;

import io.coinslot.marketgateway.OrderDraft;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.LocalGateway;
import io.coinslot.marketgateway.journey.SimulatedMarkets;
import io.coinslot.marketgateway.market.CancelsPayments;
import io.coinslot.marketgateway.market.ChargesTokens;
import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.market.PreparesPayments;
import io.coinslot.marketgateway.market.RecallsNotifications;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.market.RefundsPayments;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.Receipt;
import java.util.List;
import java.util.Set;

/** Stripe prepares the payment itself, so that what is paid is what the purchase asked for. */
final class StripeUnderTest implements MarketUnderTest {
    private final SimulatedMarkets markets;

    StripeUnderTest(SimulatedMarkets markets) {
        this.markets = markets;
    }

    @Override
    public MarketId id() {
        return Orders.STRIPE;
    }

    @Override
    public Set<Class<? extends OfMarket>> capabilities() {
        return Set.of(
                VerifiesReceipts.class,
                LooksUpPayments.class,
                PreparesPayments.class,
                CancelsPayments.class,
                ChargesTokens.class,
                RefundsPayments.class,
                ReceivesNotifications.class,
                RecallsNotifications.class);
    }

    @Override
    public Bought buy(LocalGateway gateway, String purchaseId, Difference difference) {
        String paid = switch (difference) {
            case NONE -> purchaseId;
            case BUYER -> another(gateway, purchaseId, Orders.SERVICE);
            case APPLICATION -> another(gateway, purchaseId, "other-game");
            case PRODUCT, QUANTITY, AMOUNT -> throw new IllegalArgumentException(difference + " cannot happen");
        };
        String intentId = String.valueOf(gateway.payment(paid).marketReference());
        Bought bought = Bought.of(new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, intentId), "paymentIntentId", intentId);
        markets.post("/control/stripe/purchases", "{" + bought.about() + "}");
        return bought;
    }

    private static String another(LocalGateway gateway, String purchaseId, String serviceId) {
        String other = purchaseId + "-other";
        gateway.request(new OrderDraft(Orders.STRIPE, other)
                .service(serviceId)
                .user("user-2", "account-of-user-2")
                .order());
        return other;
    }

    @Override
    public Answer answerTo(Difference difference) {
        return switch (difference) {
            case BUYER -> Answer.refused("PURCHASE_MISMATCH");
            case APPLICATION -> Answer.refused("NOT_FOUND");
            default -> Answer.cannotHappen("the payment is made by ourselves, for the purchase's amount");
        };
    }

    @Override
    public Receipt unknownReceipt() {
        return new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, "pi_unknown");
    }

    @Override
    public boolean keepsItsFee() {
        return true;
    }

    @Override
    public String codeOfRefunded() {
        return "ALREADY_REFUNDED";
    }

    @Override
    public String path(Call call) {
        return switch (call) {
            case VERIFY -> "payment_intents";
            case REFUND -> "refunds";
            case CONFIRM, FINISH -> throw new IllegalArgumentException("there is no such call");
        };
    }

    @Override
    public String toldOfRefund(Bought bought) {
        return bought.about() + ",\"type\":\"charge.refunded\"";
    }

    @Override
    public List<String> wrongProofs() {
        return List.of("NONE", "WRONG_KEY", "EXPIRED");
    }
}
