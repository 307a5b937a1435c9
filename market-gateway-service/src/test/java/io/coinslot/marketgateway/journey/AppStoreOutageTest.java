package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The App Store does not answer, is ill, busy, or lets nobody in. */
class AppStoreOutageTest extends AppStoreJourney implements StoreOutages {
    @Override
    public Receipt boughtFor(String purchaseId) {
        return signed(buy(""));
    }

    @Override
    public int[] passingStatuses() {
        return new int[] {404, 429, 500, 503};
    }

    @Override
    public String verificationPath() {
        return "transactions";
    }

    @Test
    void refusesNoReceiptForAKeyThatAppleDoesNotLetIn() {
        Receipt receipt = signed(buy(""));
        gateway.request(Orders.of(Orders.APP_STORE, "p1"));
        faults("{\"errorRate\":1,\"errorStatus\":401,\"limit\":1}");
        gateway.submit("p1", "r1", receipt);
        assertThat(gateway.events(ReceiptRefused.class)).isEmpty();
        assertThat(gateway.lastEvent()).isInstanceOf(PaymentEvent.PaymentParkedForOperator.class);
        gateway.wait(Duration.ofHours(2));
        assertThat(gateway.payment("p1").isPaid()).isTrue();
    }

    @Test
    void finishesAgainWhenTheAnswerWasLost() {
        pay("p1", signed(buy("")));
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"finish\",\"limit\":1,\"holdMillis\":0}");
        gateway.confirmDelivery("p1");
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.events(PaymentEvent.PaymentParkedForOperator.class)).isEmpty();
    }
}
