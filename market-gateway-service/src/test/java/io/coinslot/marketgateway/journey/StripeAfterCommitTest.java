package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefundFailed;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Stripe answers 500 to what it has done, and repeats that under the key for a day; and its refunds take their time.
 */
class StripeAfterCommitTest extends Journey {
    private static final Money HALF = Money.parse("KRW 600");

    private final String purchaseId = "pur_" + UUID.randomUUID();
    private final String refundId = purchaseId + "-1";

    @BeforeAll
    static void linkMarkets() {
        markets.link(Orders.SERVICE, Orders.STRIPE);
    }

    @BeforeEach
    @Override
    void openGateway() {
        gateway = new LocalGateway(markets, TestSealer.in(folder));
    }

    @AfterEach
    void heal() {
        markets.delete("/control/stripe/faults");
    }

    private static void failAfterCommit(String path) {
        markets.post(
                "/control/stripe/faults",
                "{\"errorAfterCommit\":1,\"errorStatus\":500,\"limit\":1,\"pathContains\":\"" + path + "\"}");
    }

    private String prepared() {
        return String.valueOf(gateway.payment(purchaseId).marketReference());
    }

    private void pay() {
        String intentId = prepared();
        markets.post(
                "/control/stripe/purchases", "{\"paymentIntentId\":\"" + intentId + "\",\"outcome\":\"PURCHASED\"}");
        gateway.submit(purchaseId, "r1", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, intentId));
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    private void sell() {
        gateway.request(Orders.of(Orders.STRIPE, purchaseId));
        pay();
    }

    private void waitHours(int hours) {
        for (int hour = 0; hour < hours; hour++) {
            gateway.wait(Duration.ofHours(1));
        }
    }

    private void assertRefundedOnce() {
        assertThat(gateway.events(PaymentRefunded.class))
                .singleElement()
                .satisfies(refunded -> assertThat(refunded.refundId()).isEqualTo(refundId));
        assertThat(gateway.payment(purchaseId).kept()).isEqualTo(HALF);
        assertThat(gateway.openTasks(purchaseId)).isZero();
        assertThat(gateway.events(PaymentEvent.PaymentParkedForOperator.class)).isEmpty();
    }

    @Test
    void sellsThoughThePreparationWasMadeAndAnsweredAsFailed() {
        failAfterCommit("payment_intents");
        gateway.request(Orders.of(Orders.STRIPE, purchaseId));
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.REQUESTED);
        gateway.wait(Duration.ofMinutes(5));
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.PREPARED);
        pay();
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void refundsOnceThoughTheRefundWasMadeAndAnsweredAsFailed() {
        sell();
        failAfterCommit("refunds");
        gateway.refund(purchaseId, refundId, HALF);
        assertThat(gateway.events(PaymentRefunded.class)).isEmpty();
        waitHours(1);
        reread(purchaseId);
        assertRefundedOnce();
    }

    private void startPendingRefund() {
        sell();
        markets.post(
                "/control/stripe/refunds",
                "{\"paymentIntentId\":\"" + prepared() + "\",\"progress\":\"PENDING\",\"next\":true}");
        gateway.refund(purchaseId, refundId, HALF);
        waitHours(1);
        reread(purchaseId);
        assertThat(gateway.events(PaymentRefunded.class)).isEmpty();
        assertThat(gateway.events(PaymentRefundFailed.class)).isEmpty();
    }

    private void turn(String how) {
        markets.post("/control/stripe/refunds", "{\"paymentIntentId\":\"" + prepared() + "\"," + how + "}");
    }

    @Test
    void tellsARefundThatTookItsTimeWhenItIsThere() {
        startPendingRefund();
        waitHours(24 * 3);
        turn("\"settle\":true");
        waitHours(4);
        reread(purchaseId);
        assertRefundedOnce();
    }

    @Test
    void takesInARefundThatTookItsTimeFromTheMarketsWordToo() {
        startPendingRefund();
        turn("\"settle\":true");
        reread(purchaseId);
        waitHours(4);
        assertRefundedOnce();
    }

    @Test
    void tellsThatARefundWhichTookItsTimeFailed() {
        startPendingRefund();
        turn("\"failureReason\":\"expired_or_canceled_card\"");
        waitHours(4);
        reread(purchaseId);
        assertThat(gateway.events(PaymentRefundFailed.class)).hasSize(1);
        assertThat(gateway.events(PaymentRefunded.class)).isEmpty();
        assertThat(gateway.payment(purchaseId).refundable()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(gateway.openTasks(purchaseId)).isZero();
    }

    /** Paid, and being refunded as a whole before anybody has looked at it. */
    private void startPendingRefundUnseen() {
        gateway.request(Orders.of(Orders.STRIPE, purchaseId));
        String intent = "{\"paymentIntentId\":\"" + prepared() + "\",";
        markets.post("/control/stripe/purchases", intent + "\"outcome\":\"PURCHASED\"}");
        markets.post("/control/stripe/refunds", intent + "\"progress\":\"PENDING\"}");
        gateway.submit(purchaseId, "r1", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, prepared()));
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.PENDING);
        waitHours(24 * 3);
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).isEmpty();
    }

    @Test
    void booksWhatWasBeingRefundedWhenItWasFirstLookedAt() {
        startPendingRefundUnseen();
        turn("\"settle\":true");
        waitHours(4);
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.events(PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.payment(purchaseId).hasNothingLeft()).isTrue();
    }

    @Test
    void sellsWhatWasBeingRefundedWhenItWasFirstLookedAtIfTheRefundFails() {
        startPendingRefundUnseen();
        turn("\"failureReason\":\"expired_or_canceled_card\"");
        waitHours(4);
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.events(PaymentRefunded.class)).isEmpty();
        assertThat(gateway.payment(purchaseId).refundable()).isEqualTo(Money.parse("KRW 1200"));
    }
}
