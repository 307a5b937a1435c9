package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What happens at Galaxy Store when it fails, is silent, shuts us out or gives money back. */
class GalaxyStoreOutageJourneyTest extends GalaxyStoreJourney implements StoreOutages {
    @Override
    public Receipt boughtFor(String purchaseId) {
        return receipt(buy(""));
    }

    @Override
    public int[] passingStatuses() {
        return new int[] {429, 500, 503};
    }

    @Override
    public String verificationPath() {
        return "receipt";
    }

    @Test
    void asksAgainAfterAFailureThatMayPass() {
        JsonNode bought = buy(",\"outcome\":\"PENDING\"");
        gateway.request(order("p1"));
        gateway.submit("p1", "r1", receipt(bought));
        assertThat(gateway.events()).isEmpty();
        assertThat(gateway.openTasks("p1")).isOne();
        markets.post(
                "/control/galaxy-store/purchases/" + bought.path("purchaseId").asString() + "/complete", "{}");
        gateway.wait(Duration.ofMinutes(5));
        assertThat(gateway.payment("p1").isPaid()).isTrue();
    }

    @Test
    void looksTheReceiptUpBeforeConsumingAgain() {
        pay("p1", receipt(buy("")));
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"purchases\",\"limit\":1,\"holdMillis\":0}");
        gateway.confirmDelivery("p1");
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.events(PaymentEvent.PaymentParkedForOperator.class)).isEmpty();
    }

    @Test
    void whatWasConsumedBeforeCountsAsConsumed() {
        JsonNode bought = buy("");
        pay("p1", receipt(bought));
        gateway.confirmDelivery("p1");
        LocalGateway restored = new LocalGateway(markets, TestSealer.in(folder));
        restored.request(order("p1"));
        restored.submit("p1", "r1", receipt(bought));
        restored.confirmDelivery("p1");
        assertThat(restored.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.CONSUMED));
    }

    @Test
    void renewsARevokedAccessTokenOnce() {
        pay("p1", receipt(buy("")));
        faults("{\"errorRate\":1,\"errorStatus\":401,\"pathContains\":\"purchases\",\"limit\":1}");
        gateway.confirmDelivery("p1");
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.events(PaymentEvent.PaymentParkedForOperator.class)).isEmpty();
    }

    @Test
    void tellsAnOperatorOnceThatItIsShutOutAndGoesOnWhenThatIsMended() {
        pay("p1", receipt(buy("")));
        faults("{\"errorRate\":1,\"errorStatus\":401,\"pathContains\":\"purchases\"}");
        gateway.confirmDelivery("p1");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentEvent.PaymentParkedForOperator.class)).hasSize(1);
        heal();
        gateway.wait(Duration.ofHours(1));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
    }

    @Test
    void withoutAnAccessTokenNothingWasSent(@TempDir Path another) throws IOException {
        try (SimulatedMarkets fresh = new SimulatedMarkets(another)) {
            LocalGateway first = new LocalGateway(fresh, TestSealer.in(another));
            first.request(order("p1"));
            first.submit("p1", "r1", receipt(fresh.post("/control/galaxy-store/purchases", GEMS)));
            fresh.post(
                    "/control/galaxy-store/faults",
                    "{\"errorRate\":1,\"errorStatus\":500,\"pathContains\":\"accessToken\",\"limit\":2}");
            first.confirmDelivery("p1");
            assertThat(first.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
            first.wait(Duration.ofMinutes(5));
            first.wait(Duration.ofMinutes(5));
            assertThat(first.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void consumesLaterWhenTheStoreIsBusyOrIll(int status) {
        pay("p1", receipt(buy("")));
        faults("{\"errorRate\":1,\"errorStatus\":" + status + ",\"limit\":1}");
        gateway.confirmDelivery("p1");
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        gateway.wait(Duration.ofMinutes(5));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.events(PaymentEvent.PaymentOutcomeUnknown.class)).isEmpty();
    }

    @Test
    void givesNoMoneyBackItself() {
        pay("p1", receipt(buy("")));
        gateway.refund("p1", "refund-1", Money.parse("KRW 1200"));
        assertThat(((PaymentEvent.PaymentRefundFailed) gateway.lastEvent()).code())
                .isEqualTo("REFUND_NOT_SUPPORTED");
    }

    @Test
    void countsARefundOfTheStoreOnceAndAnOldReceiptDoesNotEraseIt() {
        JsonNode bought = buy("");
        pay("p1", receipt(bought));
        refund(bought);
        reread("p1");
        reread("p1");
        gateway.submit("p1", "r2", receipt(bought));
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class))
                .singleElement()
                .satisfies(refund -> {
                    assertThat(refund.initiator()).isEqualTo(PaymentEvent.Initiator.MARKET);
                    assertThat(refund.amount()).isEqualTo(Money.parse("KRW 1200"));
                });
        assertThat(gateway.payment("p1").refundable().isZero()).isTrue();
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void aRefundBeforeTheReceiptMeansThatNothingIsGranted() {
        JsonNode bought = buy("");
        refund(bought);
        assertThat(refused("p1", receipt(bought)).code()).isEqualTo("PURCHASE_CANCELLED");
    }

    @Test
    void doesNotFinishWhatTheStoreHasTakenBack() {
        JsonNode bought = buy("");
        pay("p1", receipt(bought));
        refund(bought);
        gateway.confirmDelivery("p1");
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(gateway.openTasks("p1")).isZero();
    }
}
