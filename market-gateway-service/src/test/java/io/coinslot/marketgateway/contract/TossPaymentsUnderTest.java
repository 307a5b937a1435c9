package io.coinslot.marketgateway.contract;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.LocalGateway;
import io.coinslot.marketgateway.journey.SimulatedMarkets;
import io.coinslot.marketgateway.market.CancelsPayments;
import io.coinslot.marketgateway.market.ConfirmsPayments;
import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.MarketFailure;
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

/** The player only authorises; money moves when we confirm. Nobody signs what is told about payments. */
final class TossPaymentsUnderTest implements MarketUnderTest {
    private final SimulatedMarkets markets;

    TossPaymentsUnderTest(SimulatedMarkets markets) {
        this.markets = markets;
    }

    @Override
    public MarketId id() {
        return Orders.TOSS_PAYMENTS;
    }

    @Override
    public Set<Class<? extends OfMarket>> capabilities() {
        return Set.of(
                VerifiesReceipts.class,
                ConfirmsPayments.class,
                LooksUpPayments.class,
                PreparesPayments.class,
                CancelsPayments.class,
                RefundsPayments.class,
                ReceivesNotifications.class,
                RecallsNotifications.class);
    }

    @Override
    public Bought buy(LocalGateway gateway, String purchaseId, Difference difference) {
        return switch (difference) {
            case NONE -> authorised(Orders.SERVICE, purchaseId, "1200");
            case AMOUNT -> authorised(Orders.SERVICE, purchaseId, "1199");
            case BUYER -> authorised(Orders.SERVICE, purchaseId + "-other", "1200");
            case APPLICATION -> authorised("other-game", purchaseId, "1200");
            case PRODUCT, QUANTITY -> throw new IllegalArgumentException(difference + " cannot happen");
        };
    }

    private Bought authorised(String serviceId, String orderId, String won) {
        markets.link(serviceId, id());
        String paymentKey = markets.post("/control/toss-payments/purchases", """
            {"serviceId":"%s","orderId":"%s","total":{"amount":"%s","currency":"KRW"}}\
            """.formatted(serviceId, orderId, won))
                .path("paymentKey")
                .asString();
        return Bought.of(new Receipt(Receipt.Kind.PAYMENT_KEY, paymentKey), "paymentKey", paymentKey);
    }

    /** Nothing is paid before it is confirmed: somebody of ours did so, and died before it could be written down. */
    @Override
    public Bought payUnseen(LocalGateway gateway, String purchaseId) {
        Bought authorised = buy(gateway, purchaseId, Difference.NONE);
        try {
            markets.markets()
                    .find(ConfirmsPayments.class, id())
                    .confirm(markets.link(Orders.SERVICE, id()), Orders.of(id(), purchaseId), authorised.receipt());
        } catch (MarketFailure failure) {
            throw new IllegalStateException(failure);
        }
        return authorised;
    }

    @Override
    public Answer answerTo(Difference difference) {
        return switch (difference) {
            case AMOUNT -> Answer.refused("AMOUNT_MISMATCH");
            case BUYER -> Answer.refused("PURCHASE_MISMATCH");
            case APPLICATION -> Answer.refused(codeOfUnknown());
            default -> Answer.cannotHappen("the player authorises an amount, and no product");
        };
    }

    @Override
    public Receipt unknownReceipt() {
        return new Receipt(Receipt.Kind.PAYMENT_KEY, "no-such-key");
    }

    /** What is not shown may be a payment that is yet to be confirmed, so confirming it is what tells. */
    @Override
    public String codeOfUnknown() {
        return "NOT_FOUND_PAYMENT_SESSION";
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
            case VERIFY -> "payments";
            case CONFIRM -> "confirm";
            case REFUND -> "cancel";
            case FINISH -> throw new IllegalArgumentException("nothing is finished here");
        };
    }

    @Override
    public List<Integer> statusesThatPass() {
        return List.of(403, 409, 429, 500, 503);
    }

    @Override
    public boolean signsWhatItTellsOfPayments() {
        return false;
    }

    /** What is signed is of no interest. */
    @Override
    public String kindOfNoInterest() {
        return "PAYOUT";
    }

    @Override
    public String kindOfForgery() {
        return "SELLER";
    }

    @Override
    public List<String> wrongProofs() {
        return List.of("NONE", "WRONG_KEY");
    }
}
