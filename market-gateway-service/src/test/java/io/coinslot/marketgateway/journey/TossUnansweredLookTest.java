package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.notification.UnsignedGate.Admission;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentDeclined;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentOutcomeUnknown;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A look that a notification causes has nothing to tell unless there is money. So it must not begin to tell: billing would
 * wait for the end of it.
 */
class TossUnansweredLookTest extends TossJourney {
    private String paymentKey;

    @BeforeEach
    void letAnAuthorisationLapse() {
        gateway.request(Orders.of(Orders.TOSS_PAYMENTS, p1));
        paymentKey = toss.authorise(p1);
        toss.timePasses("PT11M");
        toss.faults("{\"hang\":1,\"limit\":2,\"holdMillis\":0}");
    }

    private void notified() {
        Admission admission = gateway.arrived(Orders.TOSS_PAYMENTS, """
            {"eventType":"PAYMENT_STATUS_CHANGED","createdAt":"2026-11-26T12:00:00.000000",
             "data":{"mId":"%s","paymentKey":"%s","orderId":"%s","status":"EXPIRED"}}\
            """.formatted(
                        markets.link(Orders.SERVICE, Orders.TOSS_PAYMENTS).setting("merchantId"), paymentKey, p1));
        assertThat(admission).isEqualTo(Admission.TAKEN);
    }

    private void timePasses() {
        for (int minute = 0; minute < 3; minute++) {
            gateway.wait(Duration.ofMinutes(1));
        }
    }

    @Test
    void saysNothingOfThePurchase() {
        notified();
        assertThat(gateway.openTasks(p1)).as("to be taken again").isEqualTo(1);
        timePasses();
        assertThat(gateway.events(PaymentOutcomeUnknown.class)).isEmpty();
        assertThat(gateway.events(ReceiptRefused.class)).isEmpty();
        assertThat(gateway.events(PaymentDeclined.class)).isEmpty();
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void leavesTheClientsReceiptToTellHowItEnds() {
        toss.submit(p1, paymentKey);
        assertThat(gateway.events(PaymentOutcomeUnknown.class)).hasSize(1);
        notified();
        timePasses();
        assertThat(gateway.events(PaymentOutcomeUnknown.class)).hasSize(1);
        assertThat(gateway.events(ReceiptRefused.class)).hasSize(1);
        assertThat(gateway.openTasks(p1)).isZero();
    }
}
