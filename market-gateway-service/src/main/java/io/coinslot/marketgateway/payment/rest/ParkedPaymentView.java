package io.coinslot.marketgateway.payment.rest;

import io.coinslot.marketgateway.payment.OperatorAction;
import io.coinslot.marketgateway.payment.ParkedCall;
import io.coinslot.marketgateway.payment.Parking;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentStatus;
import java.time.Instant;
import java.util.List;

/**
 * A payment with what waits for an operator.
 *
 * @param parked nothing once all was dealt with
 */
record ParkedPaymentView(
        String purchaseId,
        String serviceId,
        String market,
        PaymentStatus status,
        List<Item> parked,
        List<OperatorAction> audit) {
    /** What of it waits. The data of its task, such as a receipt, is nobody's to see. */
    record Item(String name, String task, String reason, Instant since, boolean goesOn, boolean canBeRedriven) {
        static Item of(ParkedCall call) {
            return new Item(call.name(), call.task(), call.reason(), call.since(), call.goesOn(), call.canBeStarted());
        }
    }

    static ParkedPaymentView of(Payment payment) {
        Parking parking = payment.knownParking();
        return new ParkedPaymentView(
                payment.order().purchaseId(),
                payment.order().serviceId(),
                payment.order().market().value(),
                payment.status(),
                parking.calls().stream().map(Item::of).toList(),
                parking.audit());
    }
}
