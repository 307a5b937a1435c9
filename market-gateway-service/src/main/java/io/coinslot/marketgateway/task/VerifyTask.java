package io.coinslot.marketgateway.task;

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
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.SecondPayments;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the market about a receipt. What pays is claimed for the purchase before its capture is recorded. */
final class VerifyTask extends MarketTask {
    private static final Duration FIRST_PENDING_WAIT = Duration.ofSeconds(15);
    private static final Duration LONGEST_PENDING_WAIT = Duration.ofHours(3);

    private static final String ALREADY_USED = "RECEIPT_ALREADY_USED";
    private static final String USED_BY_ANOTHER = "This transaction has paid for another purchase";

    private final Claims claims;

    VerifyTask(Counter counter, Claims claims) {
        super(PaymentTasks.VERIFY, counter);
        this.claims = claims;
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure {
        Receipt receipt = Receipt.fromData(task.data());
        if (receipt == null || payment.knows(receipt)) {
            return nothingToDo();
        }
        VerifiesReceipts market = counter().desk(VerifiesReceipts.class, payment);
        MarketLink link = counter().link(payment);
        return switch (market.verify(link, payment.order(), receipt)) {
            case VerifiesReceipts.Paid paid -> paid(payment, task, paid);
            case VerifiesReceipts.StillPending(String reason) ->
                new TryAgain<>(pendingWait(task), null, current -> MarketAnswers.pending(current, receipt, reason));
            case VerifiesReceipts.Declined(String code, String reason) -> declinedByMarket(payment, task, code, reason);
            case VerifiesReceipts.Refused(String code, String reason) ->
                isUsedUp(payment, ClaimKey.ofReceipt(link.market(), market.application(link), receipt))
                        ? refused(task, ALREADY_USED, USED_BY_ANOTHER)
                        : refused(task, code, reason);
        };
    }

    private boolean isUsedUp(Payment payment, ClaimKey key) {
        String holder = claims.holderOf(key);
        return holder != null && !holder.equals(payment.order().purchaseId());
    }

    private Outcome<Payment, PaymentEvent> paid(Payment payment, Task task, VerifiesReceipts.Paid paid) {
        PaymentOrder order = payment.order();
        Capture capture = paid.capture();
        if (payment.isPaid()
                && !payment.paid().transactionId().equals(capture.transactionId())
                && !PaymentTasks.isLastLook(task)) {
            // Before it is claimed: it may yet pay for the purchase that it was made for.
            boolean goesBack = counter().abilities(payment).refunds();
            return done(current -> SecondPayments.seen(current, receiptId(task), capture.receipt(), goesBack));
        }
        String holder = claims.claim(order.market(), capture, order.purchaseId());
        if (!holder.equals(order.purchaseId())) {
            return refused(task, ALREADY_USED, USED_BY_ANOTHER);
        }
        MarketAbilities market = counter().abilities(payment);
        return done(current -> MarketAnswers.captured(current, receiptId(task), capture, paid.moneyBack(), market));
    }

    /** A notification of a failed try is no verdict: the player may be trying another card. */
    private Outcome<Payment, PaymentEvent> declinedByMarket(Payment payment, Task task, String code, String reason) {
        MarketAbilities market = counter().abilities(payment);
        return receiptId(task).equals(PaymentTasks.NOTIFIED)
                ? nothingToDo()
                : done(current -> MarketAnswers.declined(current, code, reason, market));
    }

    private static Outcome<Payment, PaymentEvent> refused(Task task, String code, String reason) {
        Receipt receipt = Receipt.fromData(task.data());
        return done(current -> MarketAnswers.receiptRefused(current, receiptId(task), receipt, code, reason));
    }

    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        return refused(task, failure.code(), String.valueOf(failure.getMessage()));
    }

    @Override
    @Nullable
    Function<Payment, Decision<Payment, PaymentEvent, Void>> unanswered(MarketFailure failure) {
        return payment -> MarketAnswers.outcomeUnknown(payment, failure.code());
    }

    private static String receiptId(Task task) {
        return task.data().getOrDefault(PaymentTasks.RECEIPT_ID, PaymentTasks.NOTIFIED);
    }

    private static Duration pendingWait(Task task) {
        Duration wait = FIRST_PENDING_WAIT.multipliedBy(1L << Math.min(task.attempt() - 1, 16));
        return wait.compareTo(LONGEST_PENDING_WAIT) < 0 ? wait : LONGEST_PENDING_WAIT;
    }
}
