package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.servicekit.aggregate.Task;

/** Acknowledges or consumes at the market what was delivered. */
final class FinishTask extends MarketTask {
    FinishTask(Counter counter) {
        super(PaymentTasks.FINISH, counter);
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure {
        if (payment.status() != PaymentStatus.CAPTURED || payment.hasNothingLeft()) {
            return nothingToDo();
        }
        FinishAction action = counter()
                .desk(FinishesPayments.class, payment)
                .finish(counter().link(payment), payment.order(), payment.paid(), task.attempt() > 1);
        return done(current -> MarketAnswers.finished(current, action));
    }

    /** The likeliest cause is that the market has taken the purchase back: its record is read again as well. */
    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        return done(current -> MarketAnswers.notFinished(current, failure.toString()));
    }
}
