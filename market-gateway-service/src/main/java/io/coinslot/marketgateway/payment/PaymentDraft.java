package io.coinslot.marketgateway.payment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next version of a payment: the same but for what is set. */
final class PaymentDraft {
    private final PaymentOrder order;
    private PaymentStatus status;
    private List<Long> appliedSequences;
    private @Nullable String marketReference;
    private @Nullable Receipt pendingBy;
    private @Nullable Capture capture;
    private @Nullable Instant deliveredAt;
    private List<Refund> refunds;
    private List<Dispute> disputes;
    private boolean outcomeUnknown;
    private @Nullable List<SecondPayment> secondPayments;
    private @Nullable Receipt confirming;
    private @Nullable Evidence evidence;
    private @Nullable Parking parking;

    PaymentDraft(Payment payment) {
        this.order = payment.order();
        this.status = payment.status();
        this.appliedSequences = payment.appliedSequences();
        this.marketReference = payment.marketReference();
        this.pendingBy = payment.pendingBy();
        this.capture = payment.capture();
        this.deliveredAt = payment.deliveredAt();
        this.refunds = payment.refunds();
        this.disputes = payment.disputes();
        this.outcomeUnknown = payment.outcomeUnknown();
        this.secondPayments = payment.secondPayments();
        this.confirming = payment.confirming();
        this.evidence = payment.evidence();
        this.parking = payment.parking();
    }

    PaymentDraft status(PaymentStatus status) {
        this.status = status;
        return this;
    }

    PaymentDraft appliedSequences(List<Long> appliedSequences) {
        this.appliedSequences = appliedSequences;
        return this;
    }

    PaymentDraft marketReference(@Nullable String marketReference) {
        this.marketReference = marketReference;
        return this;
    }

    PaymentDraft pendingBy(@Nullable Receipt pendingBy) {
        this.pendingBy = pendingBy;
        return this;
    }

    PaymentDraft capture(@Nullable Capture capture) {
        this.capture = capture;
        return this;
    }

    PaymentDraft deliveredAt(@Nullable Instant deliveredAt) {
        this.deliveredAt = deliveredAt;
        return this;
    }

    PaymentDraft refunds(List<Refund> refunds) {
        this.refunds = refunds;
        return this;
    }

    PaymentDraft disputes(List<Dispute> disputes) {
        this.disputes = disputes;
        return this;
    }

    PaymentDraft outcomeUnknown(boolean outcomeUnknown) {
        this.outcomeUnknown = outcomeUnknown;
        return this;
    }

    PaymentDraft secondPayments(@Nullable List<SecondPayment> secondPayments) {
        this.secondPayments = secondPayments;
        return this;
    }

    PaymentDraft confirming(@Nullable Receipt confirming) {
        this.confirming = confirming;
        return this;
    }

    PaymentDraft evidence(@Nullable Evidence evidence) {
        this.evidence = evidence;
        return this;
    }

    PaymentDraft parking(@Nullable Parking parking) {
        this.parking = parking;
        return this;
    }

    Payment payment() {
        return new Payment(
                order,
                status,
                appliedSequences,
                marketReference,
                pendingBy,
                capture,
                deliveredAt,
                refunds,
                disputes,
                outcomeUnknown,
                secondPayments,
                confirming,
                evidence,
                parking);
    }
}
