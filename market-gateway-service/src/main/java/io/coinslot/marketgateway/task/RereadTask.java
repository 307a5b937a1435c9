package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.SecondPayment;
import io.coinslot.marketgateway.payment.SecondPayments;
import io.coinslot.servicekit.aggregate.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        LooksUpPayments market = counter().desk(LooksUpPayments.class, payment);
        MarketLink link = counter().link(payment);
        List<MoneyBack> told = market.moneyBack(link, payment.order(), payment.paid());
        Map<String, List<MoneyBack>> ofSeconds = new HashMap<>();
        for (SecondPayment second : payment.seconds()) {
            ofSeconds.put(second.capture().transactionId(), market.moneyBack(link, payment.order(), second.capture()));
        }
        MarketAbilities abilities = counter().abilities(payment);
        return done(current ->
                MarketAnswers.comeAgain(current, SecondPayments.moneyBack(current, told, ofSeconds), abilities));
    }

    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        return done(parking(failure.toString()));
    }
}
