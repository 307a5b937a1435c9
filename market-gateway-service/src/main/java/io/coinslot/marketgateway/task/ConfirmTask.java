package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.claim.Claims;
import io.coinslot.marketgateway.market.ConfirmsPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.market.VerifiesReceipts.AwaitsConfirmation;
import io.coinslot.marketgateway.market.VerifiesReceipts.StillPending;
import io.coinslot.marketgateway.market.VerifiesReceipts.Verdict;
import io.coinslot.marketgateway.payment.Confirmations;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes the money of an authorised payment. That it would was recorded before; from the second attempt on an earlier one
 * may have got through, so the market's record is read first.
 */
final class ConfirmTask extends ReceiptTask {
    /** By then the market has let go of what nobody confirms, or has told what became of it. */
    private static final Duration UNTIL_IT_SHOWS = Duration.ofMinutes(1);

    /** A confirmation that got through has long been shown by then, even if it was sent at the last moment. */
    private static final Duration AFTER_IT_LAPSED = Duration.ofMinutes(5);

    private final Clock clock;

    ConfirmTask(Counter counter, Claims claims, Clock clock) {
        super(PaymentTasks.CONFIRM, counter, claims);
        this.clock = clock;
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task, Receipt receipt) throws MarketFailure {
        MarketLink link = counter().link(payment);
        boolean first = PaymentTasks.isFirst(task);
        Verdict known = first
                ? new AwaitsConfirmation("just read", true)
                : counter().desk(VerifiesReceipts.class, payment).verify(link, payment.order(), receipt);
        if (!(known instanceof AwaitsConfirmation awaits)) {
            return outcome(payment, task, receipt, known);
        }
        ConfirmsPayments market = counter().desk(ConfirmsPayments.class, payment);
        if (!awaits.shown() && hasLapsed(task, market.confirmableFor())) {
            return refused(
                    task, "EXPIRED", "The payment was not confirmed in time, and the market shows nothing of it");
        }
        if (!Confirmations.isOpen(payment)) {
            return first
                    ? done(current -> Confirmations.over(current, receiptId(task), receipt))
                    : new TryAgain<>(UNTIL_IT_SHOWS, null, null);
        }
        return outcome(payment, task, receipt, market.confirm(link, payment.order(), receipt));
    }

    private boolean hasLapsed(Task task, Duration confirmableFor) {
        Instant since = PaymentTasks.since(task);
        return since != null
                && clock.instant().isAfter(since.plus(confirmableFor).plus(AFTER_IT_LAPSED));
    }

    @Override
    Outcome<Payment, PaymentEvent> notPaidYet(Payment payment, Task task, Receipt receipt, String reason) {
        return waiting(payment, task, receipt, reason);
    }

    @Override
    Outcome<Payment, PaymentEvent> pending(Payment payment, Task task, Receipt receipt, StillPending pending) {
        return waiting(payment, task, receipt, pending.reason());
    }

    private Outcome<Payment, PaymentEvent> waiting(Payment payment, Task task, Receipt receipt, String reason) {
        MarketAbilities market = counter().abilities(payment);
        return done(current -> Confirmations.awaitsDeposit(current, receiptId(task), receipt, reason, market));
    }

    @Override
    Outcome<Payment, PaymentEvent> authorised(Task task, Receipt receipt) {
        throw new IllegalStateException("what was confirmed cannot await it");
    }

    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        MarketAbilities market = counter().abilities(payment);
        return done(current ->
                MarketAnswers.declined(current, failure.code(), String.valueOf(failure.getMessage()), market));
    }
}
