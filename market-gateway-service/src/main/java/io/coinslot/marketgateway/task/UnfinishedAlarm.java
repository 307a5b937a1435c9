package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reports what could not be finished although the market will soon give the money back. Calls nobody. */
final class UnfinishedAlarm implements TaskHandler<Payment, PaymentEvent> {
    @Override
    public String kind() {
        return PaymentTasks.REPORT_UNFINISHED;
    }

    /** Not the market: its breaker may be open, and that must not hold the report up. */
    @Override
    public String target(Payment payment, Task task) {
        return "own-timers";
    }

    @Override
    public Outcome<Payment, PaymentEvent> run(String purchaseId, Payment seen, Task task) {
        return new Done<>(MarketAnswers::unfinished);
    }

    @Override
    public Function<Payment, Decision<Payment, PaymentEvent, Void>> abandoned(
            String purchaseId, Task task, @Nullable Exception lastFailure) {
        return MarketAnswers::unfinished;
    }
}
