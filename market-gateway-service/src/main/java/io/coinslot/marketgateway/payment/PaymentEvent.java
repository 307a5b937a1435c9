package io.coinslot.marketgateway.payment;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What became known about a payment. Names and meaning are those of market.payment-events.v1. */
public sealed interface PaymentEvent {
    /** @param sealedClientSecret base64 of the client secret sealed for the purchase */
    record PaymentPrepared(
            String marketReference,
            @Nullable String sealedClientSecret,
            @Nullable String redirectUrl) implements PaymentEvent {}

    record PaymentPreparationRefused(String code, String reason) implements PaymentEvent {}

    record PaymentCaptured(Capture capture) implements PaymentEvent {}

    record PaymentPending(String reason) implements PaymentEvent {}

    record PaymentDeclined(String code, String reason) implements PaymentEvent {}

    record ReceiptRefused(String receiptId, String code, String reason) implements PaymentEvent {}

    record PaymentOutcomeUnknown(String reason) implements PaymentEvent {}

    record PaymentParkedForOperator(String task, String reason) implements PaymentEvent {}

    record PaymentFinished(FinishAction action) implements PaymentEvent {}

    record PaymentRefunded(
            @Nullable String refundId,
            String marketRefundId,
            Money amount,
            Initiator initiator,
            @Nullable String reason)
            implements PaymentEvent {}

    record PaymentRefundFailed(String refundId, String code, String reason) implements PaymentEvent {}

    /** @param turn see {@link Dispute}: 1 at first, more if it was closed before */
    record ChargebackOpened(
            String disputeId, Money amount, @Nullable String reason, long turn) implements PaymentEvent {}

    record ChargebackClosed(String disputeId, Money amount, boolean won, long turn) implements PaymentEvent {}

    record PaymentRefundReversed(String marketRefundId, Money amount) implements PaymentEvent {}

    /**
     * Something about a payment that came on top of the one that paid for the purchase.
     *
     * @param transactionId the market's id of that payment
     * @param event a capture, or what became of its refund or of a dispute of it
     */
    record OfSecondPayment(String transactionId, PaymentEvent event) implements PaymentEvent {}

    /** Who began a refund. */
    enum Initiator {
        SERVICE,
        MARKET,
        USER
    }
}
