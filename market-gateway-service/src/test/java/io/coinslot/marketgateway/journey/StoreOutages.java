package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What holds at every store that answers late, with an error, or not at all. */
interface StoreOutages {
    LocalGateway gateway();

    PaymentOrder order(String purchaseId);

    /** What the player's device holds after buying for the purchase. */
    Receipt boughtFor(String purchaseId);

    /** How the store fails from now on. */
    void faults(String json);

    /** What the paths of calls that verify hold: an access token may have to be got before, or may be known. */
    String verificationPath();

    /** The statuses of answers that say nothing about the receipt. */
    int[] passingStatuses();

    @Test
    default void looksAnUnansweredVerificationUpAndSaysSoOnce() {
        Receipt receipt = boughtFor("p1");
        gateway().request(order("p1"));
        failVerifying("\"hang\":1,\"limit\":2,\"holdMillis\":0");
        gateway().submit("p1", "r1", receipt);
        gateway().wait(Duration.ofSeconds(5));
        assertThat(gateway().events(PaymentEvent.PaymentOutcomeUnknown.class)).hasSize(1);
        gateway().wait(Duration.ofSeconds(30));
        assertThat(gateway().payment("p1").isPaid()).isTrue();
    }

    @Test
    default void comesBackLaterWhenTheStoreIsBusyOrIll() {
        for (int status : passingStatuses()) {
            String purchaseId = "p" + status;
            Receipt receipt = boughtFor(purchaseId);
            gateway().request(order(purchaseId));
            failVerifying("\"errorRate\":1,\"limit\":1,\"errorStatus\":" + status);
            gateway().submit(purchaseId, "r1", receipt);
            assertThat(gateway().payment(purchaseId).isPaid()).isFalse();
            gateway().wait(Duration.ofMinutes(5));
            assertThat(gateway().payment(purchaseId).isPaid()).isTrue();
        }
        assertThat(gateway().events(PaymentEvent.PaymentOutcomeUnknown.class)).isEmpty();
        assertThat(gateway().events(PaymentEvent.ReceiptRefused.class)).isEmpty();
    }

    @Test
    default void tellsAnOperatorWhatTheStoreDoesNotAnswerAndGoesOnAsking() {
        Receipt receipt = boughtFor("p1");
        gateway().request(order("p1"));
        failVerifying("\"errorRate\":1");
        gateway().submit("p1", "r1", receipt);
        for (int time = 0; time < 60; time++) {
            gateway().wait(Duration.ofHours(2));
        }
        assertThat(gateway().lastEvent()).isInstanceOf(PaymentEvent.PaymentParkedForOperator.class);
        assertThat(gateway().events(PaymentEvent.PaymentParkedForOperator.class))
                .hasSize(1);
        assertThat(gateway().payment("p1").status()).isEqualTo(PaymentStatus.REQUESTED);
        assertThat(gateway().payment("p1").parked("verify:r1").goesOn()).isTrue();
        faults("{}");
        gateway().wait(Duration.ofHours(1));
        assertThat(gateway().payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(gateway().payment("p1").knownParking().calls()).isEmpty();
        assertThat(gateway().openTasks("p1")).isZero();
    }

    private void failVerifying(String how) {
        faults("{" + how + ",\"pathContains\":\"" + verificationPath() + "\"}");
    }
}
