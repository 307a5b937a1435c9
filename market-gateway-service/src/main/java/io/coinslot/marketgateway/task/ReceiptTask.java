package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.claim.Claim;
import io.coinslot.marketgateway.claim.ClaimKey;
import io.coinslot.marketgateway.claim.Claims;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.SecondPayments;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call about a receipt. What pays is claimed for the purchase before its capture is recorded. */
abstract class ReceiptTask extends MarketTask {
    private static final String ALREADY_USED = "RECEIPT_ALREADY_USED";
    private static final String USED_BY_ANOTHER = "This transaction has paid for another purchase";
    private static final String LAST_LOOK = "the last look";

    private final Claims claims;

    ReceiptTask(String kind, Counter counter, Claims claims) {
        super(kind, counter);
        this.claims = claims;
    }

    @Override
    final Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure {
        Receipt receipt = Receipt.fromData(task.data());
        return receipt == null || payment.knows(receipt) ? nothingToDo() : attempt(payment, task, receipt);
    }

    abstract Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task, Receipt receipt) throws MarketFailure;

    /** The player has not done anything yet. */
    abstract Outcome<Payment, PaymentEvent> notPaidYet(Payment payment, Task task, Receipt receipt, String reason);

    /** The money is on its way. */
    abstract Outcome<Payment, PaymentEvent> pending(
            Payment payment, Task task, Receipt receipt, VerifiesReceipts.StillPending pending);

    /** The money is there to be taken. */
    abstract Outcome<Payment, PaymentEvent> authorised(Task task, Receipt receipt);

    final Outcome<Payment, PaymentEvent> outcome(
            Payment payment, Task task, Receipt receipt, VerifiesReceipts.Verdict verdict) throws MarketFailure {
        return switch (verdict) {
            case VerifiesReceipts.Paid paid -> paid(payment, task, receipt, paid);
            case VerifiesReceipts.NotPaidYet(String reason) -> notPaidYet(payment, task, receipt, reason);
            case VerifiesReceipts.StillPending pending -> pending(payment, task, receipt, pending);
            case VerifiesReceipts.AwaitsConfirmation awaits -> authorised(task, receipt);
            case VerifiesReceipts.Declined(String code, String reason) ->
                declinedByMarket(payment, task, receipt, code, reason);
            case VerifiesReceipts.Refused(String code, String reason) ->
                isUsedUp(payment, receipt) ? refused(task, ALREADY_USED, USED_BY_ANOTHER) : refused(task, code, reason);
        };
    }

    private boolean isUsedUp(Payment payment, Receipt receipt) throws MarketFailure {
        VerifiesReceipts market = counter().desk(VerifiesReceipts.class, payment);
        MarketLink link = counter().link(payment);
        String holder = claims.holderOf(ClaimKey.ofReceipt(link.market(), market.applications(link), receipt));
        return holder != null && !holder.equals(payment.order().purchaseId());
    }

    private Outcome<Payment, PaymentEvent> paid(Payment payment, Task task, Receipt receipt, VerifiesReceipts.Paid paid)
            throws MarketFailure {
        Capture capture = paid.capture();
        Claim claim = claim(payment, task, capture);
        if (isLeftToOthers(payment, task, capture)) {
            // It may yet pay for the purchase that it was made for, unless this look has claimed it before it was
            // second.
            claims.release(claim);
            return done(current -> SecondPayments.seen(current, receiptId(task), capture.receipt()));
        }
        if (!claims.claim(claim).equals(claim.purchaseId())) {
            return refused(task, ALREADY_USED, USED_BY_ANOTHER);
        }
        MarketAbilities market = counter().abilities(payment);
        return done(current -> isLeftToOthers(current, task, capture)
                ? SecondPayments.overtaken(current, receiptId(task), receipt)
                : MarketAnswers.captured(current, receiptId(task), capture, paid.moneyBack(), market));
    }

    private Claim claim(Payment payment, Task task, Capture capture) throws MarketFailure {
        VerifiesReceipts market = counter().desk(VerifiesReceipts.class, payment);
        MarketLink link = counter().link(payment);
        return new Claim(
                ClaimKey.of(link.market(), market.applications(link), capture),
                payment.order().purchaseId(),
                PaymentTasks.isLastLook(task) ? LAST_LOOK : receiptId(task));
    }

    /** Another transaction has paid, and this one may have been made for another purchase. */
    private static boolean isLeftToOthers(Payment payment, Task task, Capture capture) {
        return payment.isPaid()
                && !payment.paid().transactionId().equals(capture.transactionId())
                && !PaymentTasks.isLastLook(task);
    }

    /**
     * A notification of a failed try is no verdict: the player may be trying another card. Neither is a receipt that
     * failed while the money of another is being taken.
     */
    final Outcome<Payment, PaymentEvent> declinedByMarket(
            Payment payment, Task task, Receipt receipt, String code, String reason) {
        MarketAbilities market = counter().abilities(payment);
        boolean isHint = receiptId(task).equals(PaymentTasks.NOTIFIED) && !receipt.equals(payment.pendingBy());
        return isHint
                ? nothingToDo()
                : done(current -> current.isConfirmingAnother(receipt)
                        ? MarketAnswers.receiptRefused(current, receiptId(task), receipt, code, reason)
                        : MarketAnswers.declined(current, code, reason, market));
    }

    final Outcome<Payment, PaymentEvent> refused(Task task, String code, String reason) {
        Receipt receipt = Receipt.fromData(task.data());
        return done(current -> MarketAnswers.receiptRefused(current, receiptId(task), receipt, code, reason));
    }

    /**
     * Of a look that no client asked for nobody is told: it may end without anything to tell, and what waits for its end
     * would wait for ever.
     */
    @Override
    @Nullable
    final Function<Payment, Decision<Payment, PaymentEvent, Void>> unanswered(Task task, MarketFailure failure) {
        return receiptId(task).equals(PaymentTasks.NOTIFIED)
                ? null
                : payment -> MarketAnswers.outcomeUnknown(payment, failure.code());
    }

    static String receiptId(Task task) {
        return task.data().getOrDefault(PaymentTasks.RECEIPT_ID, PaymentTasks.NOTIFIED);
    }
}
