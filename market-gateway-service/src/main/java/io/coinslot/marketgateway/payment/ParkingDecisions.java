package io.coinslot.marketgateway.payment;

import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Decision.Accepted;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps on the payment what its events leave to operators, until it is dealt with. */
public final class ParkingDecisions {
    private static final Set<String> BEFORE_THE_MONEY = Set.of("PREPARE", "CHARGE", "CANCEL");

    private ParkingDecisions() {}

    /**
     * A task is over: what was parked of it is done with, unless the decision parks it, or it goes on if the decision
     * starts it again. What is parked for the same reason as before is not told again. Decided upon as it is, since it
     * matters to a refund whether it was left to an operator.
     */
    public static Decision<Payment, PaymentEvent, Void> ended(
            Payment payment, Task task, Instant now, Function<Payment, Decision<Payment, PaymentEvent, Void>> decide) {
        Decision<Payment, PaymentEvent, Void> decided = without(decide.apply(payment), task);
        boolean goesOn = decided instanceof Accepted<Payment, PaymentEvent, Void> accepted
                && accepted.startedTasks().stream()
                        .anyMatch(draft -> draft.taskId().equals(task.taskId()));
        Decision<Payment, PaymentEvent, Void> decision =
                toldOnce(kept(decided, task, now, goesOn), payment.parked(task.taskId()));
        Payment without = payment.parking(payment.knownParking().without(task.taskId()::equals));
        return decision instanceof Decision.Unchanged && !without.equals(payment)
                ? Decision.accepted(without, List.of(), decision.result())
                : decision;
    }

    private static Decision<Payment, PaymentEvent, Void> toldOnce(
            Decision<Payment, PaymentEvent, Void> decision, @Nullable ParkedCall before) {
        if (before == null || !(decision instanceof Accepted<Payment, PaymentEvent, Void> accepted)) {
            return decision;
        }
        ParkedCall again = accepted.state().parked(before.name());
        if (again == null || !again.reason().equals(before.reason())) {
            return decision;
        }
        PaymentEvent told = new PaymentEvent.PaymentParkedForOperator(before.task(), before.reason());
        return new Accepted<>(
                accepted.state().parking(accepted.state().knownParking().with(again.toldAt(before.since()))),
                accepted.events().stream().filter(event -> !event.equals(told)).toList(),
                accepted.startedTasks(),
                accepted.endedTasks(),
                accepted.result());
    }

    private static Decision<Payment, PaymentEvent, Void> without(
            Decision<Payment, PaymentEvent, Void> decision, Task task) {
        return decision
                        instanceof
                        Accepted<Payment, PaymentEvent, Void>(var state, var events, var started, var ended, var result)
                ? new Accepted<>(
                        state.parking(state.knownParking().without(task.taskId()::equals)),
                        events,
                        started,
                        ended,
                        result)
                : decision;
    }

    /** A task goes on. */
    public static Decision<Payment, PaymentEvent, Void> meanwhile(
            Payment payment, Task task, Instant now, Function<Payment, Decision<Payment, PaymentEvent, Void>> decide) {
        return kept(decide.apply(payment), task, now, true);
    }

    /** Keeps what a decision that no task made leaves to operators. */
    public static <R> Decision<Payment, PaymentEvent, R> kept(
            Decision<Payment, PaymentEvent, R> decision, @Nullable Task task, Instant now, boolean goesOn) {
        if (!(decision instanceof Accepted<Payment, PaymentEvent, R> accepted)) {
            return decision;
        }
        Payment payment = accepted.state();
        Parking parking = payment.knownParking().withoutCalls(call -> isSettled(payment, call));
        for (PaymentEvent event : accepted.events()) {
            parking = switch (event) {
                case PaymentEvent.PaymentParkedForOperator told -> parking.with(call(payment, told, task, now, goesOn));
                case PaymentEvent.OfSecondPayment(String transactionId, PaymentEvent.PaymentRefunded refunded) ->
                    parking.without(nameOfSecond(transactionId)::equals);
                default -> parking;
            };
        }
        return new Accepted<>(
                payment.parking(parking),
                accepted.events(),
                accepted.startedTasks(),
                accepted.endedTasks(),
                accepted.result());
    }

    /** Whoever has paid needs no other look at the same receipt, nor anything that was to lead to the money. */
    private static boolean isSettled(Payment payment, ParkedCall call) {
        Receipt receipt = call.receipt();
        return payment.isPaid()
                && (BEFORE_THE_MONEY.contains(call.task()) || (receipt != null && payment.knows(receipt)));
    }

    private static ParkedCall call(
            Payment payment,
            PaymentEvent.PaymentParkedForOperator told,
            @Nullable Task task,
            Instant now,
            boolean goesOn) {
        if (task != null && task.kind().equalsIgnoreCase(told.task())) {
            return ParkedCall.of(task, told.reason(), now, goesOn);
        }
        if (PaymentTasks.FINISH.equalsIgnoreCase(told.task())) {
            // The alarm before the deadline: finishing itself goes on.
            return new ParkedCall(PaymentTasks.FINISH, told.task(), Map.of(), told.reason(), now, true);
        }
        return new ParkedCall(named(payment, told), told.task(), null, told.reason(), now, false);
    }

    private static String named(Payment payment, PaymentEvent.PaymentParkedForOperator told) {
        return payment.seconds().stream()
                .map(second -> second.capture().transactionId())
                .filter(told.reason()::contains)
                .findFirst()
                .map(ParkingDecisions::nameOfSecond)
                .orElse(told.task());
    }

    private static String nameOfSecond(String transactionId) {
        return "second_payment:" + transactionId;
    }

    /** A task goes on: one decision after the other, as one. */
    public static Decision<Payment, PaymentEvent, Void> inTurn(
            Payment payment,
            Task task,
            Instant now,
            List<Function<Payment, Decision<Payment, PaymentEvent, Void>>> decisions) {
        Payment state = payment;
        Decision<Payment, PaymentEvent, Void> all = MarketAnswers.unchanged(payment);
        for (Function<Payment, Decision<Payment, PaymentEvent, Void>> decide : decisions) {
            all = both(all, meanwhile(state, task, now, decide));
            state = all instanceof Accepted<Payment, PaymentEvent, Void> accepted ? accepted.state() : state;
        }
        return all;
    }

    /** Two decisions as one, of which the second was made on the state that the first came to. */
    public static Decision<Payment, PaymentEvent, Void> both(
            Decision<Payment, PaymentEvent, Void> first, Decision<Payment, PaymentEvent, Void> then) {
        return first instanceof Accepted<Payment, PaymentEvent, Void> one
                        && then instanceof Accepted<Payment, PaymentEvent, Void> other
                ? new Accepted<>(
                        other.state(),
                        joined(one.events(), other.events()),
                        joined(one.startedTasks(), other.startedTasks()),
                        joined(one.endedTasks(), other.endedTasks()),
                        other.result())
                : then instanceof Accepted ? then : first;
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        List<T> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }
}
