package io.coinslot.marketgateway.payment;

import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Decision.Accepted;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.util.ArrayList;
import java.util.List;

/** Money that is to go back, or was told to have gone, and that the market's record does not show yet. */
public final class AwaitedMoney {
    private AwaitedMoney() {}

    /** What of it the market's record tells. */
    public static List<MoneyBack.Awaited> in(List<MoneyBack> told) {
        return told.stream()
                .filter(MoneyBack.Awaited.class::isInstance)
                .map(MoneyBack.Awaited.class::cast)
                .toList();
    }

    /** Besides what was decided, the record is read again. */
    public static Decision<Payment, PaymentEvent, Void> lookedFor(
            Payment payment, Decision<Payment, PaymentEvent, Void> decided, TaskDraft reading) {
        return written(payment, decided).starting(reading);
    }

    /** Besides what was decided, an operator is told: the market said so, and its record does not show it. */
    public static Decision<Payment, PaymentEvent, Void> parked(
            Payment payment, Decision<Payment, PaymentEvent, Void> decided, String reason) {
        Accepted<Payment, PaymentEvent, Void> written = written(payment, decided);
        List<PaymentEvent> events = new ArrayList<>(written.events());
        events.add(new PaymentEvent.PaymentParkedForOperator("REREAD", reason));
        return new Accepted<>(written.state(), events, written.startedTasks(), written.endedTasks(), written.result());
    }

    private static Accepted<Payment, PaymentEvent, Void> written(
            Payment payment, Decision<Payment, PaymentEvent, Void> decided) {
        return decided instanceof Accepted<Payment, PaymentEvent, Void> accepted
                ? accepted
                : Decision.accepted(payment, List.of(), MarketAnswers.nothing());
    }
}
