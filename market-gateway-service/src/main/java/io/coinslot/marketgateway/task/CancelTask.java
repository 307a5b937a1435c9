package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.market.CancelsPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.aggregate.Task;

/** Takes a prepared payment back. If the player was faster, what was paid is verified like any receipt. */
final class CancelTask extends MarketTask {
    CancelTask(Counter counter) {
        super(PaymentTasks.CANCEL, counter);
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure {
        String reference = payment.marketReference();
        if (reference == null || payment.isPaid()) {
            return nothingToDo();
        }
        Receipt paidBy =
                counter().desk(CancelsPayments.class, payment).cancel(counter().link(payment), reference);
        return paidBy == null
                ? nothingToDo()
                : done(current -> MarketAnswers.hinted(current, paidBy, MarketAnswers.nothing()));
    }

    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        return done(parking(payment, failure.toString()));
    }
}
