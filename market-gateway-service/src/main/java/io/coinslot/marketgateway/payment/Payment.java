package io.coinslot.marketgateway.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The payment of one purchase at its market. Its id is the purchase's.
 *
 * @param appliedSequences the purchase's events that had their effect here
 * @param marketReference the market's id of the prepared payment
 * @param pendingBy the receipt whose money is being waited for
 * @param deliveredAt when the game confirmed the delivery
 * @param outcomeUnknown whether it was announced that a call to the market got no answer
 * @param secondPayments what came on top of the capture; null in documents of an older version
 * @param confirming the receipt whose money we have set out to take, at markets that wait for that: no other is taken
 *     while it is there
 * @param evidence about the use of the goods, and what markets were told of it; null if there is none
 * @param parking what waits for an operator; null if nothing ever did
 */
public record Payment(
        PaymentOrder order,
        PaymentStatus status,
        List<Long> appliedSequences,
        @Nullable String marketReference,
        @Nullable Receipt pendingBy,
        @Nullable Capture capture,
        @Nullable Instant deliveredAt,
        List<Refund> refunds,
        List<Dispute> disputes,
        boolean outcomeUnknown,
        @Nullable List<SecondPayment> secondPayments,
        @Nullable Receipt confirming,
        @Nullable Evidence evidence,
        @Nullable Parking parking) {
    public Payment {
        appliedSequences = List.copyOf(appliedSequences);
        refunds = List.copyOf(refunds);
        disputes = List.copyOf(disputes);
        secondPayments = secondPayments == null ? List.of() : List.copyOf(secondPayments);
    }

    static Payment of(PaymentOrder order, long sequence) {
        return new Payment(
                order,
                PaymentStatus.REQUESTED,
                List.of(sequence),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                false,
                null,
                null,
                null,
                null);
    }

    public boolean isPaid() {
        return status.isPaid();
    }

    /** The capture of a payment that is known to be paid. */
    public Capture paid() {
        if (capture == null) {
            throw new IllegalStateException("payment " + order.purchaseId() + " is not captured");
        }
        return capture;
    }

    boolean hasApplied(long sequence) {
        return appliedSequences.contains(sequence);
    }

    Payment applied(long sequence) {
        return draft().appliedSequences(appended(appliedSequences, sequence)).payment();
    }

    Payment to(PaymentStatus next) {
        if (!status.mayBecome(next)) {
            throw new IllegalStateException(
                    "payment " + order.purchaseId() + " is " + status + " and cannot become " + next);
        }
        return draft().status(next).payment();
    }

    Payment preparedAs(String reference) {
        return draft().marketReference(reference).payment();
    }

    Payment pendingBy(Receipt receipt) {
        return draft().pendingBy(receipt).payment().to(PaymentStatus.PENDING);
    }

    Payment capturedBy(Capture paid) {
        return draft().capture(paid).payment().to(PaymentStatus.CAPTURED);
    }

    Payment deliveredAt(Instant time) {
        return draft().deliveredAt(time).payment();
    }

    Payment withOutcomeUnknown() {
        return draft().outcomeUnknown(true).payment();
    }

    Payment confirming(@Nullable Receipt receipt) {
        return draft().confirming(receipt).payment();
    }

    Payment with(Evidence known) {
        return draft().evidence(known).payment();
    }

    /** What is known of the use of the goods. */
    public Evidence knownEvidence() {
        return evidence == null ? Evidence.NONE : evidence;
    }

    /** What waits for an operator. */
    public Parking knownParking() {
        return parking == null ? Parking.NONE : parking;
    }

    /** What is parked under this name, or null. */
    public @Nullable ParkedCall parked(String name) {
        return knownParking().call(name);
    }

    Payment parking(Parking next) {
        return knownParking().equals(next) ? this : draft().parking(next).payment();
    }

    /** Whether we have set out to take the money of a receipt other than this one. */
    public boolean isConfirmingAnother(@Nullable Receipt receipt) {
        return confirming != null && !confirming.equals(receipt);
    }

    /** Replaces the refund that matches, or adds it if none does. */
    Payment withRefund(Predicate<Refund> same, Refund refund) {
        return draft().refunds(replaced(refunds, same, refund)).payment();
    }

    Payment withDispute(Dispute dispute) {
        return draft().disputes(replaced(disputes, known -> known.disputeId().equals(dispute.disputeId()), dispute))
                .payment();
    }

    /** What came on top of the capture. */
    public List<SecondPayment> seconds() {
        return secondPayments == null ? List.of() : secondPayments;
    }

    /** The second payment by this transaction, or null. */
    @Nullable
    SecondPayment second(String transactionId) {
        return seconds().stream()
                .filter(second -> second.capture().transactionId().equals(transactionId))
                .findFirst()
                .orElse(null);
    }

    Payment withSecond(SecondPayment second) {
        return draft().secondPayments(replaced(
                        seconds(),
                        known -> known.capture()
                                .transactionId()
                                .equals(second.capture().transactionId()),
                        second))
                .payment();
    }

    /** The same order as if the second payment alone had paid for it: what markets and merges work on. */
    Payment asPaidBy(SecondPayment second) {
        return draft().status(PaymentStatus.CAPTURED)
                .pendingBy(null)
                .capture(second.capture())
                .deliveredAt(null)
                .refunds(second.refunds())
                .disputes(second.disputes())
                .secondPayments(null)
                .payment();
    }

    /** Whether the receipt is known to have led to the capture or to a second payment. */
    public boolean knows(Receipt receipt) {
        return (capture != null && capture.receipt().equals(receipt))
                || seconds().stream()
                        .anyMatch(second -> second.capture().receipt().equals(receipt));
    }

    /** Our refund with this id, or null. */
    public @Nullable Refund refund(String refundId) {
        return refunds.stream()
                .filter(refund -> refundId.equals(refund.refundId()))
                .findFirst()
                .orElse(null);
    }

    /**
     * Whether all that was captured has gone back, so that there is nothing to finish. Of what cost nothing there are no
     * parts: whatever is taken back is the whole.
     */
    public boolean hasNothingLeft() {
        return isTakenBack() && !kept().isPositive();
    }

    private boolean isTakenBack() {
        return refunds.stream().anyMatch(refund -> refund.status() == Refund.Status.REFUNDED)
                || disputes.stream().anyMatch(dispute -> dispute.status() != Dispute.Status.WON);
    }

    /** What is ours: captured, less what went back or is disputed. */
    public Money kept() {
        Money kept = paid().amount();
        for (Refund refund : refunds) {
            kept = refund.status() == Refund.Status.REFUNDED ? less(kept, refund.amount()) : kept;
        }
        for (Dispute dispute : disputes) {
            kept = dispute.status() == Dispute.Status.WON ? kept : less(kept, dispute.amount());
        }
        return kept;
    }

    /** Whether the player's bank disputes it now: then nothing of it is given back besides. */
    boolean isInDispute() {
        return disputes.stream().anyMatch(dispute -> dispute.status() == Dispute.Status.OPEN);
    }

    /**
     * Whether giving this back, after what was asked for before it, would come on top of what the player's bank takes or
     * has taken.
     */
    public boolean isTakenByTheBank(Refund asked) {
        return isInDispute()
                || (disputes.stream().anyMatch(dispute -> dispute.status() == Dispute.Status.LOST)
                        && (isBeyondReckoning(asked.amount()) || asked.amount().isGreaterThan(keptBefore(asked))));
    }

    private Money keptBefore(Refund asked) {
        Money left = kept();
        for (Refund refund : refunds) {
            if (Objects.equals(refund.refundId(), asked.refundId())) {
                break;
            }
            left = refund.status() == Refund.Status.REQUESTED ? less(left, refund.amount()) : left;
        }
        return left;
    }

    /** As it is with these disputes of the market's record, which are not recorded yet. */
    public Payment disputedBy(List<MoneyBack.MarketDispute> told) {
        MoneyBackMerge merge = MoneyBackMerge.additions(this);
        merge.apply(List.copyOf(told));
        return merge.payment();
    }

    /** No rate of exchange is guessed: how much of the payment moved in another currency nobody can tell. */
    private static Money less(Money money, Money amount) {
        return amount.isSameCurrency(money) ? money.minus(amount) : money;
    }

    private boolean isBeyondReckoning(Money money) {
        return refunds.stream()
                        .anyMatch(refund -> refund.status() == Refund.Status.REFUNDED
                                && !refund.amount().isSameCurrency(money))
                || disputes.stream()
                        .anyMatch(dispute -> dispute.status() != Dispute.Status.WON
                                && !dispute.amount().isSameCurrency(money));
    }

    /**
     * What could still be given back: what is ours, less what is on its way back; nothing after money moved in another
     * currency.
     */
    public Money refundable() {
        Money left = kept();
        if (isBeyondReckoning(left)) {
            return Money.zero(left.getCurrencyUnit());
        }
        for (Refund refund : refunds) {
            left = refund.status() == Refund.Status.REQUESTED ? left.minus(refund.amount()) : left;
        }
        return left;
    }

    private PaymentDraft draft() {
        return new PaymentDraft(this);
    }

    private static <T> List<T> appended(List<T> list, T item) {
        List<T> more = new ArrayList<>(list);
        more.add(item);
        return more;
    }

    private static <T> List<T> replaced(List<T> list, Predicate<T> same, T item) {
        List<T> result = new ArrayList<>(list);
        for (int at = 0; at < result.size(); at++) {
            if (same.test(result.get(at))) {
                result.set(at, item);
                return result;
            }
        }
        result.add(item);
        return result;
    }
}
