package io.coinslot.billing.payment;

import io.coinslot.billing.purchase.Capture;
import io.coinslot.billing.purchase.Preparation;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Something a market told of the payment of a purchase. */
public sealed interface MarketFact {
    record Prepared(Preparation preparation) implements MarketFact {}

    record PreparationRefused(String code, String reason) implements MarketFact {}

    record Captured(Capture capture) implements MarketFact {}

    record Pending(String reason) implements MarketFact {}

    record Declined(String code, String reason) implements MarketFact {}

    record ReceiptRefused(String receiptId, String code, String reason) implements MarketFact {}

    record OutcomeUnknown(String reason) implements MarketFact {}

    record ParkedForOperator(String task, String reason) implements MarketFact {}

    record Finished(String action) implements MarketFact {}

    record Refunded(
            @Nullable String refundId,
            String marketRefundId,
            Money amount,
            String initiator,
            @Nullable String reason) implements MarketFact {}

    record RefundFailed(String refundId, String code, String reason) implements MarketFact {}

    record RefundReversed(String marketRefundId, Money amount) implements MarketFact {}

    /**
     * Something about a payment that came on top of the one that paid for the purchase.
     *
     * @param transactionId the market's id of that payment
     * @param fact what became of its refund or of a dispute of it
     */
    record OfSecondPayment(String transactionId, MarketFact fact) implements MarketFact {}

    /** @param turn of the dispute: 1 when it is opened, 2 when it is closed, 3 when it is opened again */
    record ChargebackOpened(
            String disputeId, Money amount, @Nullable String reason, long turn) implements MarketFact {
        /** For the first time. */
        public ChargebackOpened(String disputeId, Money amount, @Nullable String reason) {
            this(disputeId, amount, reason, 1);
        }
    }

    record ChargebackClosed(String disputeId, Money amount, boolean won, long turn) implements MarketFact {
        /** For the first time. */
        public ChargebackClosed(String disputeId, Money amount, boolean won) {
            this(disputeId, amount, won, 2);
        }
    }
}
