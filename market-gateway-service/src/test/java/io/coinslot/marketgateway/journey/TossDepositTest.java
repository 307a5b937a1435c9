package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.payment.PaymentEvent.PaymentCaptured;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentDeclined;
import io.coinslot.marketgateway.payment.PaymentStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Virtual accounts: the money comes later, or not at all. */
class TossDepositTest extends TossJourney {
    @Test
    void waitsForADepositThatComesLater() {
        String paymentKey = toss.await(p1);
        toss.complete(paymentKey, "PURCHASED");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void declinesADepositThatDoesNotCome() {
        String paymentKey = toss.await(p1);
        toss.timePasses("PT73H");
        gateway.wait(Duration.ofHours(73));
        assertThat(toss.statusOf(paymentKey)).isEqualTo("EXPIRED");
        assertThat(gateway.events(PaymentDeclined.class)).hasSize(1);
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.DECLINED);
    }

    @Test
    void callsAnAccountOffThatNobodyShallPayIntoAnyMore() {
        String paymentKey = toss.await(p1);
        gateway.close(p1);
        assertThat(toss.statusOf(paymentKey)).isEqualTo("CANCELED");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).isEmpty();
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void callsAnAccountOffThatWasMadeWhileThePurchaseEnded() {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1, "1200", ",\"outcome\":\"PENDING\"");
        toss.faults("{\"errorAfterCommit\":1,\"errorStatus\":400,\"pathContains\":\"confirm\",\"limit\":1}");
        toss.submit(p1, paymentKey);
        failsOnce("orders", 404);
        gateway.close(p1);
        assertThat(toss.statusOf(paymentKey)).isEqualTo("WAITING_FOR_DEPOSIT");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(toss.statusOf(paymentKey)).isEqualTo("CANCELED");
    }

    @Test
    void capturesADepositThatCameWhileItWasCalledOff() {
        String paymentKey = toss.await(p1);
        toss.complete(paymentKey, "PURCHASED");
        gateway.close(p1);
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }
}
