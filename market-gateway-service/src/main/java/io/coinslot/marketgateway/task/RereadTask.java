package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.servicekit.aggregate.Task;
import java.util.List;

/** Reads the market's record of a captured payment again, since something hinted that it changed. */
final class RereadTask extends MarketTask {
    RereadTask(Counter counter) {
        super(PaymentTasks.REREAD, counter);
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure {
        if (!payment.isPaid()) {
            return nothingToDo();
        }
        List<MoneyBack> told = counter()
                .desk(LooksUpPayments.class, payment)
                .moneyBack(counter().link(payment), payment.order(), payment.paid());
        return done(current -> MarketAnswers.moneyBack(current, told));
    }

    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        return done(parking(failure.toString()));
    }
}
