package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Google Play answers late, with an error, or not at all. */
class GooglePlayOutageJourneyTest extends GooglePlayJourney implements StoreOutages {
    @Override
    public Receipt boughtFor(String purchaseId) {
        return token(buy(""));
    }

    @Override
    public int[] passingStatuses() {
        return new int[] {409, 429, 500, 503};
    }

    @Override
    public String verificationPath() {
        return "productsv2";
    }

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
}
