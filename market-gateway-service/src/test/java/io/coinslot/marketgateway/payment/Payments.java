package io.coinslot.marketgateway.payment;

import io.coinslot.marketgateway.Decided;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.MoneyBack.MarketRefund;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.consume.Consumed;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/** A payment of KRW 1200 at Google Play, and what a market tells of it. */
final class Payments {
    /** A market that can do everything but confirm. */
    static final MarketAbilities FULL = new MarketAbilities(true, false, true, true, true);

    static final Receipt RECEIPT = new Receipt(Receipt.Kind.PURCHASE_TOKEN, "token-1");
    static final Capture CAPTURE = new Capture(
            "GPA.1",
            "com.example",
            RECEIPT,
            Money.parse("KRW 1200"),
            null,
            "KR",
            Instant.parse("2026-11-22T12:00:00Z"),
            Instant.parse("2026-11-25T12:00:00Z"),
            false);

    private Payments() {}

    static Payment requested() {
        return Decided.state(PurchaseReactions.requested(null, Orders.of(Orders.GOOGLE_PLAY, "p1"), 1, FULL));
    }

    static Payment captured() {
        return Decided.state(MarketAnswers.captured(requested(), "r1", CAPTURE, List.of(), FULL));
    }

    /** A refund that the market tells of, or its failure. */
    static MarketRefund refund(String id, String amount, boolean failed) {
        return new MarketRefund(id, null, Money.parse(amount), PaymentEvent.Initiator.MARKET, null, failed);
    }

    /** The service asks for a refund. */
    static Payment asked(Payment payment, String refundId, String amount, long sequence) {
        return Decided.state(requestRefund(payment, refundId, amount, sequence));
    }

    /** What comes of a refund that the service asks for. */
    static Decision<Payment, PaymentEvent, Consumed> requestRefund(
            Payment payment, String refundId, String amount, long sequence) {
        Refund refund = Refund.asked(refundId, Money.parse(amount), "b");
        return PurchaseReactions.refundRequested(payment, refund, PaymentTasks.refund(refundId), sequence, FULL);
    }

    /** The refund of ours with this id, as the market made it. */
    static MarketRefund ours(String id, String refundId, String amount) {
        return new MarketRefund(id, refundId, Money.parse(amount), PaymentEvent.Initiator.SERVICE, null, false);
    }
}
