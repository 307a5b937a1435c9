package io.coinslot.marketgateway.payment;

import io.coinslot.marketgateway.payment.OperatorAction.Kind;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Decision.Accepted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How operators take up what is parked. */
public final class ParkedSteps {
    private ParkedSteps() {}

    /**
     * What an operator wants done.
     *
     * @param name of what is parked; null for all of the payment
     */
    public record Request(Kind action, @Nullable String name, String by, String reason, Instant at) {
        OperatorAction about(ParkedCall call) {
            return new OperatorAction(at, by, action, reason, call.name());
        }
    }

    /**
     * Has the market called again, or drops what there is nothing left to do about. What was dealt with stays as it is,
     * and so does what cannot be called again when it is to be.
     *
     * @return the payment as it is then, if there is one
     */
    public static Decision<Payment, PaymentEvent, Optional<Payment>> resolve(
            @Nullable Payment payment, Request request) {
        List<ParkedCall> meant = payment == null ? List.of() : meant(payment, request);
        if (payment == null || meant.isEmpty()) {
            return Decision.unchanged(Optional.ofNullable(payment));
        }
        Parking parking = payment.knownParking().withoutCalls(meant::contains);
        for (ParkedCall call : meant) {
            parking = parking.having(request.about(call));
        }
        Payment next = payment.parking(parking);
        Accepted<Payment, PaymentEvent, Optional<Payment>> accepted =
                Decision.accepted(next, List.of(), Optional.of(next));
        for (ParkedCall call : meant) {
            accepted = request.action() == Kind.REDRIVE ? accepted.starting(call.anew()) : ended(accepted, call);
        }
        return accepted;
    }

    private static List<ParkedCall> meant(Payment payment, Request request) {
        return payment.knownParking().calls().stream()
                .filter(call -> request.name() == null || request.name().equals(call.name()))
                .filter(call -> request.action() == Kind.SETTLE || call.canBeStarted())
                .toList();
    }

    private static Accepted<Payment, PaymentEvent, Optional<Payment>> ended(
            Accepted<Payment, PaymentEvent, Optional<Payment>> accepted, ParkedCall call) {
        Accepted<Payment, PaymentEvent, Optional<Payment>> ended = accepted.ending(call.name());
        if (call.name().equals(PaymentTasks.FINISH)) {
            return ended.ending(PaymentTasks.REPORT_UNFINISHED);
        }
        // What was given back at the console is recorded without another hint.
        return call.name().startsWith(PaymentTasks.REFUND + ":") ? ended.starting(PaymentTasks.reread()) : ended;
    }
}
