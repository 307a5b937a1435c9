package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.claim.Claims;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.market.VerifiesReceipts.StillPending;
import io.coinslot.marketgateway.payment.Confirmations;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Asks the market about a receipt. Changes nothing there. */
final class VerifyTask extends ReceiptTask {
    private static final Duration SHORTEST_PENDING_WAIT = Duration.ofSeconds(15);
    private static final Duration LONGEST_PENDING_WAIT = Duration.ofHours(3);

    private final Clock clock;

    VerifyTask(Counter counter, Claims claims, Clock clock) {
        super(PaymentTasks.VERIFY, counter, claims);
        this.clock = clock;
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task, Receipt receipt) throws MarketFailure {
        VerifiesReceipts market = counter().desk(VerifiesReceipts.class, payment);
        return outcome(payment, task, receipt, market.verify(counter().link(payment), payment.order(), receipt));
    }

    /** Who has not paid by the end of the purchase shall not do so later: what was prepared is taken back. */
    @Override
    Outcome<Payment, PaymentEvent> notPaidYet(Payment payment, Task task, Receipt receipt, String reason) {
        return clock.instant().isAfter(payment.order().expiresAt())
                ? declinedByMarket(payment, task, receipt, "NOT_PAID_IN_TIME", reason)
                : lookedAtAgain(payment, task, receipt, reason);
    }

    @Override
    Outcome<Payment, PaymentEvent> pending(Payment payment, Task task, Receipt receipt, StillPending pending) {
        return clock.instant().isAfter(pending.normalUntil())
                ? done(parking(
                        payment, pending.reason() + ", which is normal until " + pending.normalUntil() + " only"))
                : lookedAtAgain(payment, task, receipt, pending.reason());
    }

    /** That it is pending is an answer, and no attempt that failed: there may be as many as it takes. */
    private Outcome<Payment, PaymentEvent> lookedAtAgain(Payment payment, Task task, Receipt receipt, String reason) {
        Duration wait = pendingWait(payment.order().requestedAt());
        return done(current -> MarketAnswers.pending(current, receiptId(task), receipt, reason, wait));
    }

    /** What a notification hints at may move no money: that takes the client's own receipt. */
    @Override
    Outcome<Payment, PaymentEvent> authorised(Task task, Receipt receipt) {
        Instant now = clock.instant();
        return receiptId(task).equals(PaymentTasks.NOTIFIED)
                ? nothingToDo()
                : done(current -> Confirmations.authorised(current, receiptId(task), receipt, now));
    }

    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        return refused(task, failure.code(), String.valueOf(failure.getMessage()));
    }

    /** The longer it has been pending, the less urgent it is. */
    private Duration pendingWait(Instant since) {
        Duration wait = Duration.between(since, clock.instant()).dividedBy(2);
        if (wait.compareTo(SHORTEST_PENDING_WAIT) < 0) {
            return SHORTEST_PENDING_WAIT;
        }
        return wait.compareTo(LONGEST_PENDING_WAIT) < 0 ? wait : LONGEST_PENDING_WAIT;
    }
}
