package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Google Play answers late, with an error, or not at all. */
class GooglePlayOutageJourneyTest extends GooglePlayJourney {
    @Test
    void waitsForAPendingPurchaseToBePaid() {
        JsonNode bought = buy(",\"outcome\":\"PENDING\"");
        gateway.request(order("p1"));
        gateway.submit("p1", "r1", token(bought));
        assertThat(gateway.lastEvent()).isInstanceOf(PaymentEvent.PaymentPending.class);
        gateway.wait(Duration.ofSeconds(20));
        assertThat(gateway.events()).hasSize(1);

        markets.post(
                "/control/google-play/purchases/" + bought.path("purchaseToken").asString() + "/complete", "{}");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.lastEvent()).isInstanceOf(PaymentEvent.PaymentCaptured.class);
        assertThat(gateway.openTasks("p1")).isZero();
    }

    @Test
    void declinesAPendingPurchaseThatIsCancelled() {
        JsonNode bought = buy(",\"outcome\":\"PENDING\"");
        gateway.request(order("p1"));
        gateway.submit("p1", "r1", token(bought));
        markets.post(
                "/control/google-play/purchases/" + bought.path("purchaseToken").asString() + "/complete",
                "{\"outcome\":\"CANCELLED\"}");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.lastEvent()).isInstanceOf(PaymentEvent.PaymentDeclined.class);
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(gateway.openTasks("p1")).isZero();
    }

    @Test
    void finishesWhatWasDeliveredBeforeTheCaptureWasKnown() {
        gateway.request(order("p1"));
        gateway.confirmDelivery("p1");
        gateway.submit("p1", "r1", token(buy("")));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
    }

    @Test
    void readsAgainBeforeConsumingAgain() {
        pay("p1");
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"consume\",\"limit\":1,\"holdMillis\":0}");
        gateway.confirmDelivery("p1");
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.events(PaymentEvent.PaymentParkedForOperator.class)).isEmpty();
    }

    @Test
    void looksAnUnansweredVerificationUpAndSaysSoOnce() {
        Receipt token = token(buy(""));
        gateway.request(order("p1"));
        faults("{\"hang\":1,\"limit\":2,\"holdMillis\":0}");
        gateway.submit("p1", "r1", token);
        gateway.wait(Duration.ofSeconds(5));
        assertThat(gateway.events(PaymentEvent.PaymentOutcomeUnknown.class)).hasSize(1);
        gateway.wait(Duration.ofSeconds(30));
        assertThat(gateway.payment("p1").isPaid()).isTrue();
    }

    @Test
    void comesBackLaterWhenGoogleIsBusyOrIll() {
        for (int status : new int[] {409, 429, 500, 503}) {
            Receipt token = token(buy(""));
            gateway.request(order("p" + status));
            faults("{\"errorRate\":1,\"errorStatus\":" + status + ",\"limit\":1}");
            gateway.submit("p" + status, "r1", token);
            assertThat(gateway.payment("p" + status).isPaid()).isFalse();
            gateway.wait(Duration.ofMinutes(5));
            assertThat(gateway.payment("p" + status).isPaid()).isTrue();
        }
        assertThat(gateway.events(PaymentEvent.PaymentOutcomeUnknown.class)).isEmpty();
    }

    @Test
    void leavesToAnOperatorWhatGoogleNeverAnswers() {
        Receipt token = token(buy(""));
        gateway.request(order("p1"));
        faults("{\"errorRate\":1}");
        gateway.submit("p1", "r1", token);
        for (int hour = 0; hour < 60; hour++) {
            gateway.wait(Duration.ofHours(2));
        }
        assertThat(gateway.lastEvent()).isInstanceOf(PaymentEvent.PaymentParkedForOperator.class);
        assertThat(gateway.openTasks("p1")).isZero();
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.REQUESTED);
    }
}
