package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.RecallsNotifications;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentParkedForOperator;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.ProductType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Google's orders may be behind the voids that it tells and lists: what was told is looked for until it is shown. */
class PlayVoidsTest extends GooglePlayJourney {
    private static final int WHOLE = 1;
    private static final int PART = 2;

    private final String purchaseId = "pur_" + UUID.randomUUID();
    private JsonNode bought;

    @BeforeEach
    void sell() {
        bought = buy(",\"quantity\":3");
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, purchaseId, ProductType.CONSUMABLE, 3, Money.parse("KRW 3600")));
        gateway.submit(purchaseId, "r1", token(bought));
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    private void refundAtTheMarket(String more) {
        markets.post("/control/google-play/refunds", "{\"orderId\":\"" + orderId(bought) + "\"" + more + "}");
    }

    private void settle() {
        refundAtTheMarket(",\"settle\":true");
    }

    private void notified(String messageId, int refundType) {
        String data = """
            {"version":"1.0","packageName":"games.coinslot.arcade","eventTimeMillis":"%d",
             "voidedPurchaseNotification":{"purchaseToken":"%s","orderId":"%s","productType":2,"refundType":%d}}\
            """.formatted(
                Instant.now().toEpochMilli(), bought.path("purchaseToken").asString(), orderId(bought), refundType);
        String encoded = Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
        gateway.notified(
                Orders.GOOGLE_PLAY,
                messageId,
                "{\"message\":{\"data\":\"" + encoded + "\",\"messageId\":\"1\"},\"subscription\":\"s\"}");
    }

    private void waitHours(int hours) {
        for (int hour = 0; hour < hours; hour++) {
            gateway.wait(Duration.ofHours(1));
        }
    }

    private void assertRefunded(String... amounts) {
        assertThat(gateway.events(PaymentRefunded.class))
                .extracting(refunded -> refunded.amount().toString())
                .containsExactly(amounts);
        assertThat(gateway.events(PaymentParkedForOperator.class)).isEmpty();
        assertThat(gateway.openTasks(purchaseId)).isZero();
    }

    /** Its start is the same for each page, and Google counts its thirty days from each request. */
    @Test
    void theNextPagesOfAWindowThatBeganHoursAgoAreStillRead() throws Exception {
        RecallsNotifications voids = markets.markets().find(RecallsNotifications.class, Orders.GOOGLE_PLAY);
        refundAtTheMarket("");
        Instant begun = Instant.now().minus(Duration.ofHours(5));
        assertThat(voids.recall(
                                markets.link(Orders.SERVICE, Orders.GOOGLE_PLAY),
                                begun.minus(voids.reach()),
                                begun,
                                null)
                        .recalled())
                .isNotEmpty();
    }

    @Test
    void waitsForARefundThatIsYetToBeProcessed() {
        refundAtTheMarket(",\"progress\":\"PENDING\"");
        notified("m1", WHOLE);
        waitHours(24 * 20);
        assertThat(gateway.events()).hasSize(1);
        settle();
        waitHours(7);
        assertRefunded("KRW 3600");
    }

    @Test
    void waitsForAPartThatIsYetToBeProcessed() {
        refundAtTheMarket(",\"quantity\":1,\"progress\":\"PENDING\"");
        notified("m1", PART);
        waitHours(24 * 20);
        assertThat(gateway.events()).hasSize(1);
        settle();
        waitHours(7);
        assertRefunded("KRW 1200");
    }

    @Test
    void takesInAVoidThatTheOrderShowsADayLater() {
        refundAtTheMarket(",\"progress\":\"HIDDEN\"");
        notified("m1", WHOLE);
        gateway.sweep();
        waitHours(24);
        assertThat(gateway.events()).hasSize(1);
        settle();
        waitHours(7);
        assertRefunded("KRW 3600");
    }

    @Test
    void takesInASecondPartThatTheOrderShowsADayLater() {
        refundAtTheMarket(",\"quantity\":1");
        notified("m1", PART);
        gateway.sweep();
        assertRefunded("KRW 1200");
        refundAtTheMarket("");
        notified("m2", WHOLE);
        waitHours(1);
        assertRefunded("KRW 1200", "KRW 2400");
    }

    @Test
    void handsAChargebackThatTheOrderNeverShowsToAnOperator() {
        refundAtTheMarket(",\"progress\":\"HIDDEN\",\"voidedReason\":7,\"voidedSource\":2");
        gateway.sweep();
        waitHours(24 * 5);
        assertThat(gateway.events(PaymentParkedForOperator.class))
                .singleElement()
                .satisfies(parked -> assertThat(parked.reason())
                        .contains("7 (chargeback)", "2 (Google)", "voided at 20", orderId(bought), "PROCESSED"));
        assertThat(gateway.openTasks(purchaseId)).isZero();
    }

    @Test
    void handsAPartThatTheOrderNeverShowsToAnOperator() {
        refundAtTheMarket(",\"quantity\":1,\"progress\":\"HIDDEN\"");
        gateway.sweep();
        waitHours(24 * 5);
        assertThat(gateway.events(PaymentParkedForOperator.class))
                .singleElement()
                .satisfies(parked -> assertThat(parked.reason()).contains("A part of the order"));
    }

    @Test
    void handsARefundThatIsNeverProcessedToAnOperator() {
        refundAtTheMarket(",\"progress\":\"PENDING\"");
        notified("m1", WHOLE);
        waitHours(24 * 32);
        assertThat(gateway.events(PaymentParkedForOperator.class))
                .singleElement()
                .satisfies(parked -> assertThat(parked.reason()).contains("PENDING_REFUND"));
        assertThat(gateway.openTasks(purchaseId)).isZero();
    }

    @Test
    void looksForTheSameVoidOnceHoweverOftenItIsTold() {
        refundAtTheMarket(",\"progress\":\"HIDDEN\"");
        notified("m1", WHOLE);
        notified("m2", WHOLE);
        gateway.sweep();
        assertThat(gateway.openTasks(purchaseId)).isOne();
    }

    @Test
    void grantsNothingForAnOrderWhoseMoneyIsOnItsWayBack() {
        JsonNode other = buy("");
        markets.post(
                "/control/google-play/refunds",
                "{\"orderId\":\"" + orderId(other) + "\",\"revoke\":false,\"progress\":\"PENDING\"}");
        gateway.request(order("p2"));
        gateway.submit("p2", "r1", token(other));
        assertThat(gateway.payment("p2").status()).isEqualTo(PaymentStatus.PENDING);
        markets.post("/control/google-play/refunds", "{\"orderId\":\"" + orderId(other) + "\",\"settle\":true}");
        gateway.wait(Duration.ofHours(1));
        assertThat(gateway.payment("p2").status()).isEqualTo(PaymentStatus.DECLINED);
    }
}
