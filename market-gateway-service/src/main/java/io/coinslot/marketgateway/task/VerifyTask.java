package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.claim.Claims;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.Confirmations;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Duration;

/** Asks the market about a receipt. Changes nothing there. */
final class VerifyTask extends ReceiptTask {
    private static final Duration FIRST_PENDING_WAIT = Duration.ofSeconds(15);
    private static final Duration LONGEST_PENDING_WAIT = Duration.ofHours(3);

    VerifyTask(Counter counter, Claims claims) {
        super(PaymentTasks.VERIFY, counter, claims);
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task, Receipt receipt) throws MarketFailure {
        VerifiesReceipts market = counter().desk(VerifiesReceipts.class, payment);
        return outcome(payment, task, receipt, market.verify(counter().link(payment), payment.order(), receipt));
    }

    @Override
    Outcome<Payment, PaymentEvent> pending(Payment payment, Task task, Receipt receipt, String reason) {
        return new TryAgain<>(pendingWait(task), null, current -> MarketAnswers.pending(current, receipt, reason));
    }

    /** What a notification hints at may move no money: that takes the client's own receipt. */
    @Override
    Outcome<Payment, PaymentEvent> authorised(Task task, Receipt receipt) {
        return receiptId(task).equals(PaymentTasks.NOTIFIED)
                ? nothingToDo()
                : done(current -> Confirmations.authorised(current, receiptId(task), receipt));
    }

    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        return refused(task, failure.code(), String.valueOf(failure.getMessage()));
    }

    private static Duration pendingWait(Task task) {
        Duration wait = FIRST_PENDING_WAIT.multipliedBy(1L << Math.min(task.attempt() - 1, 16));
        return wait.compareTo(LONGEST_PENDING_WAIT) < 0 ? wait : LONGEST_PENDING_WAIT;
    }
}
