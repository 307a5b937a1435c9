package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.ParkingDecisions;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports what could not be finished although the market will soon give the money back. Calls nobody. */
final class UnfinishedAlarm implements TaskHandler<Payment, PaymentEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedAlarm.class);

    private final Counter counter;

    UnfinishedAlarm(Counter counter) {
        this.counter = counter;
    }

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
        if (seen.status() == PaymentStatus.CAPTURED && !seen.hasNothingLeft()) {
            LOG.warn(
                    "FINISH of payment {} fails, and the market gives the money back at {}",
                    purchaseId,
                    seen.paid().acknowledgeBy());
        }
        return new Done<>(report(task));
    }

    @Override
    public Function<Payment, Decision<Payment, PaymentEvent, Void>> abandoned(
            String purchaseId, Task task, @Nullable Exception lastFailure) {
        return report(task);
    }

    private Function<Payment, Decision<Payment, PaymentEvent, Void>> report(Task task) {
        Instant now = counter.now();
        return payment -> ParkingDecisions.meanwhile(payment, task, now, MarketAnswers::unfinished);
    }
}
