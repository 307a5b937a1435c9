package io.coinslot.marketgateway;

import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Decision.Accepted;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.util.List;

/** What was decided on a payment. */
public final class Decided {
    private Decided() {}

    /** The payment as it is afterwards; something must have changed. */
    public static Payment state(Decision<Payment, PaymentEvent, ?> decision) {
        return ((Accepted<Payment, PaymentEvent, ?>) decision).state();
    }

    /** What is published of it; nothing if nothing has changed. */
    public static List<PaymentEvent> events(Decision<Payment, PaymentEvent, ?> decision) {
        return decision instanceof Accepted<Payment, PaymentEvent, ?> accepted ? accepted.events() : List.of();
    }

    /** The calls that are recorded to be made; something must have changed. */
    public static List<TaskDraft> startedTasks(Decision<Payment, PaymentEvent, ?> decision) {
        return ((Accepted<Payment, PaymentEvent, ?>) decision).startedTasks();
    }
}
