package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.charge.CardCredentials;
import io.coinslot.marketgateway.claim.Claims;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.util.List;

/** The handlers of all kinds of {@link io.coinslot.marketgateway.payment.PaymentTasks}. */
public final class PaymentTaskHandlers {
    private PaymentTaskHandlers() {}

    public static List<TaskHandler<Payment, PaymentEvent>> all(
            Counter counter, CardCredentials credentials, Claims claims, Sealer sealer, Clock clock) {
        return List.of(
                new PrepareTask(counter, sealer),
                new ChargeTask(counter, credentials, clock),
                new VerifyTask(counter, claims, clock),
                new ConfirmTask(counter, claims, clock),
                new FinishTask(counter),
                new UnfinishedAlarm(counter),
                new RefundTask(counter),
                new RereadTask(counter, clock),
                new ReviewTask(counter, clock),
                new CancelTask(counter));
    }
}
