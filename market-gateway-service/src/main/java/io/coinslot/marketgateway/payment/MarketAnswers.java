package io.coinslot.marketgateway.payment;

import static io.coinslot.servicekit.aggregate.Decision.accepted;

import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Decision.Accepted;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the market's answers mean for a payment. Made on the then current payment, which may have moved on while the
 * market was asked: an answer that was recorded before changes nothing.
 */
public final class MarketAnswers {
    private MarketAnswers() {}

    /**
     * The market holds the payment ready, and a token that is to pay for it is charged. One that was closed meanwhile is
     * taken back.
     */
    public static Decision<Payment, PaymentEvent, Void> prepared(
            Payment payment, PaymentEvent.PaymentPrepared answer, MarketAbilities market) {
        if (payment.marketReference() != null) {
            return unchanged(payment);
        }
        Payment known = payment.preparedAs(answer.marketReference());
        if (payment.status() == PaymentStatus.REQUESTED) {
            Accepted<Payment, PaymentEvent, Void> prepared = changed(known.to(PaymentStatus.PREPARED), answer);
            return payment.order().paymentToken() == null ? prepared : prepared.starting(PaymentTasks.charge());
        }
        Accepted<Payment, PaymentEvent, Void> late = changed(known);
        return payment.status() == PaymentStatus.CLOSED && market.cancels()
                ? late.starting(PaymentTasks.cancel())
                : late;
    }

    public static Decision<Payment, PaymentEvent, Void> preparationRefused(
            Payment payment, String code, String reason) {
        return payment.status() == PaymentStatus.REQUESTED
                ? changed(
                        payment.to(PaymentStatus.NOT_PREPARED),
                        new PaymentEvent.PaymentPreparationRefused(code, reason))
                : unchanged(payment);
    }

    /**
     * The market confirms the money, and tells what of it has gone back already. If nothing is left that is told first,
     * so that nobody grants anything for it.
     *
     * @param receiptId the receipt it was found by
     */
    public static Decision<Payment, PaymentEvent, Void> captured(
            Payment payment, String receiptId, Capture capture, List<MoneyBack> moneyBack, MarketAbilities market) {
        Decision<Payment, PaymentEvent, Void> found = found(payment, receiptId, capture, moneyBack, market);
        return AwaitedMoney.in(moneyBack).isEmpty()
                ? found
                : AwaitedMoney.lookedFor(payment, found, PaymentTasks.rereadSoon());
    }

    private static Decision<Payment, PaymentEvent, Void> found(
            Payment payment, String receiptId, Capture capture, List<MoneyBack> moneyBack, MarketAbilities market) {
        if (!payment.isPaid()) {
            MoneyBackMerge merge = MoneyBackMerge.additions(payment.capturedBy(capture));
            List<PaymentEvent> events = new ArrayList<>(merge.apply(moneyBack));
            int place = merge.payment().hasNothingLeft() ? events.size() : 0;
            events.add(place, new PaymentEvent.PaymentCaptured(capture));
            return PurchaseReactions.finishing(merge.payment(), events, nothing(), market);
        }
        if (payment.paid().transactionId().equals(capture.transactionId())) {
            return seenAgain(payment, moneyBack, market);
        }
        return SecondPayments.found(payment, receiptId, capture, moneyBack, market);
    }

    /**
     * An old receipt again: it can only add what was not known, never take a refund back. Its record may have been read
     * before a refund, its reversal or a turn of a dispute that is known by now, so one that lacks a refund, has one that
     * was reversed, or has a known dispute stand otherwise, is not believed, but read again by itself. So is one by which
     * a refund is reversed: a reading that was begun before must not be the last word on it.
     */
    static Decision<Payment, PaymentEvent, Void> seenAgain(
            Payment payment, List<MoneyBack> told, MarketAbilities market) {
        List<MoneyBack> added = told.stream()
                .filter(one -> !(one instanceof MoneyBack.OnlyInForce) && !isKnownDispute(payment, one))
                .toList();
        MoneyBackMerge all = MoneyBackMerge.lastWord(payment);
        all.apply(told);
        MoneyBackMerge additions = MoneyBackMerge.additions(payment);
        additions.apply(added);
        return all.payment().equals(additions.payment()) && reversals(additions.payment()) == reversals(payment)
                ? comeAgain(payment, moneyBack(payment, added), market)
                : changed(payment).starting(PaymentTasks.reread());
    }

    private static long reversals(Payment payment) {
        return payment.refunds().stream()
                .filter(refund -> refund.status() == Refund.Status.REVERSED)
                .count();
    }

    private static boolean isKnownDispute(Payment payment, MoneyBack one) {
        return one instanceof MoneyBack.MarketDispute told
                && payment.disputes().stream()
                        .anyMatch(known -> known.disputeId().equals(told.disputeId()));
    }

    /** What an answer of the market tells of money that went back or came again. */
    public static Decision<Payment, PaymentEvent, Void> moneyBack(Payment payment, List<MoneyBack> moneyBack) {
        MoneyBackMerge merge = MoneyBackMerge.additions(payment);
        List<PaymentEvent> events = merge.apply(moneyBack);
        return merge.payment().equals(payment) ? unchanged(payment) : accepted(merge.payment(), events, nothing());
    }

    /**
     * What was delivered and not finished, since all of its money was gone, is finished when the money has come again.
     *
     * @param payment as it was
     * @param told what was decided about its money
     */
    public static Decision<Payment, PaymentEvent, Void> comeAgain(
            Payment payment, Decision<Payment, PaymentEvent, Void> told, MarketAbilities market) {
        return payment.hasNothingLeft() && told instanceof Accepted<Payment, PaymentEvent, Void> accepted
                ? PurchaseReactions.finishing(accepted.state(), accepted.events(), nothing(), market)
                : told;
    }

    /** The money is not there yet. The receipt is looked at again after a while. */
    public static Decision<Payment, PaymentEvent, Void> pending(
            Payment payment, String receiptId, Receipt receipt, String reason, Duration wait) {
        Accepted<Payment, PaymentEvent, Void> pending = payment.status().mayBecome(PaymentStatus.PENDING)
                ? changed(payment.pendingBy(receipt), new PaymentEvent.PaymentPending(reason))
                : changed(payment);
        return pending.starting(PaymentTasks.verifyLater(receiptId, receipt, wait));
    }

    /** The market declined, finally. What was prepared is taken back, lest the player pay for it later. */
    public static Decision<Payment, PaymentEvent, Void> declined(
            Payment payment, String code, String reason, MarketAbilities market) {
        if (!payment.status().mayBecome(PaymentStatus.DECLINED)) {
            return unchanged(payment);
        }
        Accepted<Payment, PaymentEvent, Void> declined =
                changed(payment.to(PaymentStatus.DECLINED), new PaymentEvent.PaymentDeclined(code, reason));
        return market.cancels() && payment.marketReference() != null
                ? declined.starting(PaymentTasks.cancel())
                : declined;
    }

    /**
     * The receipt does not pay for this purchase. If it is the one whose money was waited for, that money will not come;
     * nor will that of a token that was charged. Of one that a market notified nobody needs to be told.
     */
    public static Decision<Payment, PaymentEvent, Void> receiptRefused(
            Payment payment, String receiptId, @Nullable Receipt receipt, String code, String reason) {
        if (payment.status() == PaymentStatus.PENDING && receipt != null && receipt.equals(payment.pendingBy())) {
            return changed(payment.to(PaymentStatus.DECLINED), new PaymentEvent.PaymentDeclined(code, reason));
        }
        if (receiptId.equals(PaymentTasks.CHARGED) && payment.status().mayBecome(PaymentStatus.DECLINED)) {
            return changed(payment.to(PaymentStatus.DECLINED), new PaymentEvent.PaymentDeclined(code, reason));
        }
        if (!PaymentTasks.isOfClient(receiptId)) {
            return unchanged(payment);
        }
        Payment free = payment.isConfirmingAnother(receipt) ? payment : payment.confirming(null);
        return changed(free, new PaymentEvent.ReceiptRefused(receiptId, code, reason));
    }

    /** A call got no answer and is being looked up. Announced once. */
    public static Decision<Payment, PaymentEvent, Void> outcomeUnknown(Payment payment, String reason) {
        return payment.outcomeUnknown() || payment.isPaid()
                ? unchanged(payment)
                : changed(payment.withOutcomeUnknown(), new PaymentEvent.PaymentOutcomeUnknown(reason));
    }

    public static Decision<Payment, PaymentEvent, Void> parked(Payment payment, String task, String reason) {
        return changed(payment, new PaymentEvent.PaymentParkedForOperator(task, reason));
    }

    /**
     * The market would not finish it, for good: that is told, and no alarm is to say after it that it goes on. Perhaps the
     * market took the purchase back: that is read as well.
     */
    public static Decision<Payment, PaymentEvent, Void> notFinished(Payment payment, String reason) {
        return changed(payment, new PaymentEvent.PaymentParkedForOperator("FINISH", reason))
                .ending(PaymentTasks.REPORT_UNFINISHED)
                .starting(PaymentTasks.reread());
    }

    /** Something hinted that the market's record has changed: it is read again, and decides. */
    public static <R> Decision<Payment, PaymentEvent, R> hinted(Payment payment, Receipt receipt, R result) {
        return hinted(payment, receipt, null, result);
    }

    /**
     * As before.
     *
     * @param told what the market says has gone back, if it says so: the record is read until it shows it
     */
    public static <R> Decision<Payment, PaymentEvent, R> hinted(
            Payment payment, Receipt receipt, @Nullable TakenBack told, R result) {
        TaskDraft reading = payment.isPaid()
                ? told == null ? PaymentTasks.reread() : PaymentTasks.rereadFor(told)
                : PaymentTasks.verify(PaymentTasks.NOTIFIED, named(payment, receipt));
        return Decision.<Payment, PaymentEvent, R>accepted(payment, List.of(), result)
                .starting(reading);
    }

    /** The token was charged, by all that the market has said: its record decides, and whatever it says is told. */
    public static Decision<Payment, PaymentEvent, Void> charged(Payment payment, Receipt receipt) {
        return payment.isPaid()
                ? hinted(payment, receipt, nothing())
                : changed(payment).starting(PaymentTasks.verify(PaymentTasks.CHARGED, receipt));
    }

    /** Something hinted that a transaction was paid that is not known yet: the market's record of it decides. */
    public static <R> Decision<Payment, PaymentEvent, R> paidPerhaps(Payment payment, Receipt receipt, R result) {
        return payment.knows(receipt)
                ? Decision.unchanged(result)
                : Decision.<Payment, PaymentEvent, R>accepted(payment, List.of(), result)
                        .starting(PaymentTasks.verify(PaymentTasks.NOTIFIED, named(payment, receipt)));
    }

    /** What is waited for is the better name of a payment than our own reference, under which there may be several. */
    private static Receipt named(Payment payment, Receipt receipt) {
        return receipt.kind() == Receipt.Kind.ORDER_REFERENCE && payment.pendingBy() != null && !payment.isPaid()
                ? payment.pendingBy()
                : receipt;
    }

    /** The market is about to take the money back and asks what speaks against it: it is told, once. */
    public static <R> Decision<Payment, PaymentEvent, R> reviewAnswerable(
            Payment payment, ReviewRequest request, R result) {
        return payment.knownEvidence().answers(request.id())
                ? Decision.unchanged(result)
                : Decision.<Payment, PaymentEvent, R>accepted(payment, List.of(), result)
                        .starting(PaymentTasks.review(request));
    }

    /** The market took the answer. */
    public static Decision<Payment, PaymentEvent, Void> reviewAnswered(Payment payment, Evidence.Answer answer) {
        return payment.knownEvidence().answers(answer.reviewId())
                ? unchanged(payment)
                : changed(payment.with(payment.knownEvidence().answered(answer)));
    }

    /** As before, where there is nothing that may be told without an operator. */
    public static <R> Decision<Payment, PaymentEvent, R> reviewAsked(Payment payment, R result) {
        return accepted(
                payment,
                List.of(new PaymentEvent.PaymentParkedForOperator(
                        "REFUND_REVIEW",
                        "The market asks what speaks against giving the money back, and waits for hours, not days")),
                result);
    }

    public static Decision<Payment, PaymentEvent, Void> finished(Payment payment, FinishAction action) {
        return payment.status() == PaymentStatus.CAPTURED
                ? changed(payment.to(PaymentStatus.FINISHED), new PaymentEvent.PaymentFinished(action))
                        .ending(PaymentTasks.REPORT_UNFINISHED)
                : unchanged(payment);
    }

    /** Finishing failed and is tried again: if it goes on like this, an operator is told in time. */
    public static Decision<Payment, PaymentEvent, Void> finishingFails(Payment payment, Duration untilReport) {
        return changed(payment).starting(PaymentTasks.reportUnfinishedAfter(untilReport));
    }

    /** The market will soon give the money back for goods that were delivered. */
    public static Decision<Payment, PaymentEvent, Void> unfinished(Payment payment) {
        if (payment.status() != PaymentStatus.CAPTURED || payment.hasNothingLeft()) {
            return unchanged(payment);
        }
        return parked(
                payment,
                "FINISH",
                "not finished yet; the market gives the money back by itself at "
                        + payment.paid().acknowledgeBy());
    }

    /** The market has not come to an end of it: it is asked again. */
    public static Decision<Payment, PaymentEvent, Void> lookedAtLater(Payment payment, TaskDraft look) {
        return changed(payment).starting(look);
    }

    /** The market would not refund; what it says of a refund it has confirmed comes by its own record. */
    public static Decision<Payment, PaymentEvent, Void> refundFailed(
            Payment payment, String refundId, String code, String reason) {
        Refund refund = payment.refund(refundId);
        if (refund == null || refund.status() != Refund.Status.REQUESTED) {
            return unchanged(payment);
        }
        return changed(
                payment.withRefund(refund::equals, refund.to(Refund.Status.FAILED)),
                new PaymentEvent.PaymentRefundFailed(refundId, code, reason));
    }

    /** Somebody else was faster than our refund: what is gone is read, in case nobody has told of it or ever will. */
    public static Decision<Payment, PaymentEvent, Void> refundForestalled(
            Payment payment, String refundId, String code, String reason) {
        Decision<Payment, PaymentEvent, Void> failed = refundFailed(payment, refundId, code, reason);
        return failed instanceof Accepted<Payment, PaymentEvent, Void> accepted
                ? accepted.starting(PaymentTasks.reread())
                : failed;
    }

    /** Nothing new. */
    public static Decision<Payment, PaymentEvent, Void> unchanged(Payment payment) {
        return Decision.unchanged(nothing());
    }

    private static Accepted<Payment, PaymentEvent, Void> changed(Payment payment, PaymentEvent... events) {
        return accepted(payment, List.of(events), nothing());
    }

    /** Void's only value, which the checker of nulls cannot know to be allowed here. */
    @SuppressWarnings("NullAway")
    public static Void nothing() {
        return null;
    }
}
