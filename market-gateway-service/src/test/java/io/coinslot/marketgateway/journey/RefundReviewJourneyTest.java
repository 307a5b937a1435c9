package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.notification.RawNotification.Status;
import io.coinslot.marketgateway.payment.PaymentEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Google Play asks, for a day, what speaks against giving money back, and is told from the records of the delivery. */
class RefundReviewJourneyTest extends GooglePlayJourney {
    private final String p1 = "pur_" + UUID.randomUUID();
    private JsonNode bought;
    private String review;

    @BeforeAll
    static void linkWithConsent() {
        markets.link(Orders.SERVICE, Orders.GOOGLE_PLAY, Map.of("customersConsent", "true"));
    }

    @BeforeEach
    void sellAndBeAsked() {
        bought = pay(p1);
        review = markets.post("/control/google-play/disputes", "{\"orderId\":\"" + orderId(bought) + "\"}")
                .path("disputeId")
                .asString();
    }

    @Test
    void whatWasUsedUpIsNotToBeRefunded() {
        gateway.confirmDelivery(p1);
        Instant granted = gateway.now();
        gateway.wait(Duration.ofMinutes(5));
        gateway.consume(p1);
        ask("m1", gateway.now());

        JsonNode answer = recorded().path("answer");
        assertThat(recorded().path("preference").asString()).isEqualTo("DECLINE");
        assertThat(answer.path("consumptionPercentageMilliunits").intValue()).isEqualTo(100_000);
        assertThat(answer.path("sampleContentProvided").booleanValue()).isFalse();
        JsonNode events = answer.path("consumptionUsageEvents");
        assertThat(events).hasSize(2);
        assertThat(events.at("/0/consumptionTime").asString()).isEqualTo(granted.toString());
        assertThat(events.at("/0/consumptionItemDescription").asString()).contains("Granted", "1 x gem_100");
        assertThat(events.at("/1/consumptionTime").asString())
                .isEqualTo(gateway.now().toString());
        assertThat(events.at("/1/obfuscatedAccountId").asString()).isEqualTo("account-of-user-1");
        assertThat(gateway.payment(p1).knownEvidence().answers()).hasSize(1);
        assertThat(parked()).isZero();
    }

    @Test
    void aboutWhatIsGrantedAndUnusedGoogleMayDecide() {
        gateway.confirmDelivery(p1);
        ask("m1", gateway.now());
        assertThat(recorded().path("preference").asString()).isEqualTo("NEUTRAL");
        assertThat(recorded().at("/answer/consumptionUsageEvents")).hasSize(1);
        assertThat(recorded().path("answer").has("consumptionPercentageMilliunits"))
                .isFalse();
    }

    @Test
    void whatWasNeverGrantedIsToBeRefunded() {
        ask("m1", gateway.now());
        assertThat(recorded().path("preference").asString()).isEqualTo("APPROVE");
        assertThat(recorded().path("answer").has("consumptionUsageEvents")).isFalse();
    }

    @Test
    void theSameQuestionIsAnsweredOnce() {
        ask("m1", gateway.now());
        gateway.confirmDelivery(p1);
        ask("m2", gateway.now());
        assertThat(recorded().path("preference").asString()).isEqualTo("APPROVE");
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void anIllMarketIsAnsweredOnceItIsWell() {
        faults("{\"errorRate\":1,\"errorStatus\":503}");
        ask("m1", gateway.now());
        gateway.wait(Duration.ofHours(1));
        assertThat(recorded().path("answer").isNull()).isTrue();
        heal();
        gateway.wait(Duration.ofHours(1));
        assertThat(recorded().path("preference").asString()).isEqualTo("APPROVE");
        assertThat(parked()).isZero();
    }

    @Test
    void anAnswerThatWasLostIsGivenAgain() {
        faults("{\"timeoutAfterCommit\":1,\"limit\":1,\"holdMillis\":0}");
        ask("m1", gateway.now());
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment(p1).knownEvidence().answers()).hasSize(1);
        assertThat(recorded().path("preference").asString()).isEqualTo("APPROVE");
    }

    @Test
    void whatCouldNotBeAnsweredWithinADayIsAnOperators() {
        faults("{\"errorRate\":1,\"errorStatus\":503}");
        ask("m1", gateway.now().minus(Duration.ofHours(22)));
        for (int hour = 0; hour < 3; hour++) {
            gateway.wait(Duration.ofHours(1));
        }
        assertThat(gateway.events(PaymentEvent.PaymentParkedForOperator.class))
                .singleElement()
                .satisfies(parked -> {
                    assertThat(parked.task()).isEqualTo("REFUND_REVIEW");
                    assertThat(parked.reason()).contains("not answered in time");
                });
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void aQuestionThatGoogleHasDecidedIsAnOperators() {
        markets.post("/control/google-play/disputes/" + review + "/close", "{\"outcome\":\"WON\"}");
        ask("m1", gateway.now());
        assertThat(gateway.events(PaymentEvent.PaymentParkedForOperator.class)).hasSize(1);
    }

    @Test
    void aQuestionWithoutANameIsNotUnderstood() {
        String message = "{\"packageName\":\"games.coinslot.arcade\",\"pendingRefundReviewNotification\":"
                + "{\"purchaseToken\":\"" + bought.path("purchaseToken").asString() + "\"}}";
        assertThat(gateway.notified(Orders.GOOGLE_PLAY, "m1", pushed(message)).status())
                .isEqualTo(Status.PARKED);
    }

    private void ask(String messageId, Instant at) {
        gateway.notified(
                Orders.GOOGLE_PLAY,
                messageId,
                pushed("{\"version\":\"1.0\",\"packageName\":\"games.coinslot.arcade\",\"eventTimeMillis\":\""
                        + at.toEpochMilli()
                        + "\",\"pendingRefundReviewNotification\":{\"version\":\"1.0\",\"pendingRefundToken\":\""
                        + review + "\",\"orderId\":\"" + orderId(bought)
                        + "\",\"purchaseToken\":\""
                        + bought.path("purchaseToken").asString() + "\"}}"));
    }

    private static String pushed(String data) {
        String encoded = Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
        return "{\"message\":{\"data\":\"" + encoded + "\",\"messageId\":\"1\"},\"subscription\":\"s\"}";
    }

    private long parked() {
        return gateway.events(PaymentEvent.PaymentParkedForOperator.class).size();
    }

    /** What the market has on record about its question. */
    private JsonNode recorded() {
        for (JsonNode entry : markets.get("/control/google-play/ledger?limit=1000&serviceId=arcade")
                .path("items")) {
            if (entry.path("orderId").asString().equals(orderId(bought))) {
                return entry.at("/refundReviews/0");
            }
        }
        throw new AssertionError("the order is not in the ledger");
    }
}
