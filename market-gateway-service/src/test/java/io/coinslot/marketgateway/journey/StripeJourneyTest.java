package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.OperatorAction;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.ProductType;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.key.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StripeJourneyTest extends Journey {
    private Sealer sealer;
    /** Idempotency keys live at the market, so each test buys under ids of its own. */
    private final String p1 = "pur_" + UUID.randomUUID();

    @BeforeAll
    static void linkMarkets() {
        markets.link(Orders.SERVICE, Orders.STRIPE);
    }

    @BeforeEach
    @Override
    void openGateway() {
        sealer = TestSealer.in(folder);
        gateway = new LocalGateway(markets, sealer);
    }

    @AfterEach
    void heal() {
        markets.delete("/control/stripe/faults");
    }

    private static PaymentOrder order(String purchaseId) {
        return Orders.of(Orders.STRIPE, purchaseId);
    }

    private String prepare(String purchaseId) {
        gateway.request(order(purchaseId));
        return String.valueOf(gateway.payment(purchaseId).marketReference());
    }

    private static void pay(String intentId, String outcome) {
        markets.post(
                "/control/stripe/purchases",
                "{\"paymentIntentId\":\"" + intentId + "\",\"outcome\":\"" + outcome + "\"}");
    }

    private void submit(String purchaseId, String intentId) {
        gateway.submit(purchaseId, "r1", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, intentId));
    }

    private String capture(String purchaseId) {
        String intentId = prepare(purchaseId);
        pay(intentId, "PURCHASED");
        submit(purchaseId, intentId);
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
        return intentId;
    }

    private static void faults(String json) {
        markets.post("/control/stripe/faults", json);
    }

    @Test
    void sellsByAPreparedPayment() throws Exception {
        String intentId = prepare(p1);
        PaymentEvent.PaymentPrepared prepared = (PaymentEvent.PaymentPrepared) gateway.lastEvent();
        byte[] secret = sealer.open(Base64.getDecoder().decode(prepared.sealedClientSecret()), p1);
        assertThat(new String(secret, StandardCharsets.UTF_8)).startsWith(intentId + "_secret_");

        pay(intentId, "PURCHASED");
        submit(p1, intentId);
        PaymentEvent.PaymentCaptured captured = (PaymentEvent.PaymentCaptured) gateway.lastEvent();
        assertThat(captured.capture().transactionId()).isEqualTo(intentId);
        assertThat(captured.capture().amount()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(captured.capture().application())
                .isEqualTo(markets.link(Orders.SERVICE, Orders.STRIPE).setting("accountId"));

        gateway.confirmDelivery(p1);
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.NOT_NEEDED));
    }

    @Test
    void preparesOnceThoughTheAnswerWasLost() {
        faults("{\"timeoutAfterCommit\":1,\"limit\":1,\"holdMillis\":0}");
        gateway.request(order(p1));
        assertThat(gateway.payment(p1).marketReference()).isNull();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.PREPARED);
        assertThat(gateway.events()).hasSize(1);
    }

    @Test
    void refusesToPrepareWhatStripeCannotCharge() {
        gateway.request(Orders.of(Orders.STRIPE, p1, ProductType.CONSUMABLE, 1, Money.parse("MGA 10.50")));
        PaymentEvent.PaymentPreparationRefused refused = (PaymentEvent.PaymentPreparationRefused) gateway.lastEvent();
        assertThat(refused.code()).isEqualTo("AMOUNT_NOT_EXACT");
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.NOT_PREPARED);
    }

    @Test
    void refusesTheIntentOfAnotherPurchase() {
        String p2 = "pur_" + UUID.randomUUID();
        String intentId = prepare(p1);
        prepare(p2);
        pay(intentId, "PURCHASED");
        submit(p2, intentId);
        assertThat(((ReceiptRefused) gateway.lastEvent()).code()).isEqualTo("PURCHASE_MISMATCH");
    }

    @Test
    void saysThatAnIntentIsUsedUp() {
        String p2 = "pur_" + UUID.randomUUID();
        String intentId = capture(p1);
        prepare(p2);
        submit(p2, intentId);
        assertThat(((ReceiptRefused) gateway.lastEvent()).code()).isEqualTo("RECEIPT_ALREADY_USED");
    }

    @Test
    void refusesAnUnknownIntentAndWhatIsNone() {
        prepare(p1);
        submit(p1, "pi_unknown");
        assertThat(((ReceiptRefused) gateway.lastEvent()).code()).isEqualTo("NOT_FOUND");
        submit(p1, "../refunds/re_1");
        assertThat(((ReceiptRefused) gateway.lastEvent()).code()).isEqualTo("INVALID_RECEIPT");
    }

    @Test
    void takesADeclinedPaymentBackSoThatItCannotBePaidLater() {
        String intentId = prepare(p1);
        pay(intentId, "DECLINED");
        submit(p1, intentId);
        assertThat(gateway.events(PaymentEvent.PaymentDeclined.class)).hasSize(1);
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void waitsForAPaymentThatTakesTime() {
        String intentId = prepare(p1);
        pay(intentId, "PENDING");
        submit(p1, intentId);
        assertThat(gateway.lastEvent()).isInstanceOf(PaymentEvent.PaymentPending.class);
        markets.post("/control/stripe/purchases/" + intentId + "/complete", "{}");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment(p1).isPaid()).isTrue();
    }

    @Test
    void cancelsWhatNobodyPaid() {
        prepare(p1);
        gateway.close(p1);
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.CLOSED);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void capturesWhatWasPaidWhileItWasCancelled() {
        String intentId = prepare(p1);
        pay(intentId, "PURCHASED");
        gateway.close(p1);
        assertThat(gateway.lastEvent()).isInstanceOf(PaymentEvent.PaymentCaptured.class);
    }

    @Test
    void refundsInPartsEachOnce() {
        capture(p1);
        gateway.refund(p1, p1 + "-1", Money.parse("KRW 500"));
        gateway.refund(p1, p1 + "-2", Money.parse("KRW 700"));
        reread(p1);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class))
                .extracting(PaymentEvent.PaymentRefunded::refundId)
                .containsExactly(p1 + "-1", p1 + "-2");
        gateway.refund(p1, p1 + "-3", Money.parse("KRW 1"));
        assertThat(((PaymentEvent.PaymentRefundFailed) gateway.lastEvent()).code())
                .isEqualTo("AMOUNT_NOT_REFUNDABLE");
    }

    @Test
    void findsARefundWhoseAnswerWasLost() {
        capture(p1);
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"refunds\",\"limit\":1,\"holdMillis\":0}");
        gateway.refund(p1, p1 + "-1", Money.parse("KRW 500"));
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        reread(p1);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 700"));
    }

    @Test
    void doesNotTakeARefundAtTheDashboardForItsOwn() {
        String intentId = capture(p1);
        faults("{\"errorRate\":1,\"errorStatus\":503,\"pathContains\":\"refunds\",\"limit\":1}");
        gateway.refund(p1, p1 + "-1", Money.parse("KRW 500"));
        markets.post(
                "/control/stripe/refunds",
                "{\"paymentIntentId\":\"" + intentId + "\",\"amount\":{\"amount\":\"500\",\"currency\":\"KRW\"}}");
        reread(p1);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class))
                .extracting(PaymentEvent.PaymentRefunded::refundId)
                .containsExactly(null, p1 + "-1");
        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 200"));
    }

    @Test
    void givesNothingBackAgainOfWhatTheOperatorGaveBackAtTheDashboardAndRedrives() {
        String intentId = capture(p1);
        faults("{\"errorRate\":1,\"errorStatus\":503,\"pathContains\":\"refunds\"}");
        gateway.refund(p1, p1 + "-1", Money.parse("KRW 500"));
        for (int hour = 0; hour < 60; hour++) {
            gateway.wait(Duration.ofHours(1));
        }
        heal();
        markets.post(
                "/control/stripe/refunds",
                "{\"paymentIntentId\":\"" + intentId + "\",\"amount\":{\"amount\":\"500\",\"currency\":\"KRW\"}}");
        gateway.takeUp(p1, OperatorAction.Kind.REDRIVE);
        gateway.wait(Duration.ofHours(2));
        reread(p1);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class))
                .extracting(PaymentEvent.PaymentRefunded::refundId)
                .containsExactly(p1 + "-1");
        assertThat(gateway.payment(p1).refundable()).isEqualTo(Money.parse("KRW 700"));
    }

    @Test
    void reversesARefundThatFailsLater() {
        capture(p1);
        gateway.refund(p1, p1 + "-1", Money.parse("KRW 500"));
        String marketRefundId =
                gateway.events(PaymentEvent.PaymentRefunded.class).getFirst().marketRefundId();
        markets.post("/control/stripe/refunds", "{\"refundId\":\"" + marketRefundId + "\"}");
        reread(p1);
        reread(p1);
        assertThat(gateway.events(PaymentEvent.PaymentRefundReversed.class)).hasSize(1);
        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void countsARefundOfTheMarketOnce() {
        String intentId = capture(p1);
        markets.post("/control/stripe/refunds", "{\"paymentIntentId\":\"" + intentId + "\"}");
        reread(p1);
        reread(p1);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class))
                .singleElement()
                .satisfies(refund -> assertThat(refund.initiator()).isEqualTo(PaymentEvent.Initiator.MARKET));
    }

    @Test
    void aPartThatWentBackBeforeTheReceiptIsNotLost() {
        String intentId = prepare(p1);
        pay(intentId, "PURCHASED");
        markets.post(
                "/control/stripe/refunds",
                "{\"paymentIntentId\":\"" + intentId + "\",\"amount\":{\"amount\":\"200\",\"currency\":\"KRW\"}}");
        submit(p1, intentId);
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 1000"));
    }

    @Test
    void followsADisputeToItsEnd() {
        String intentId = capture(p1);
        String disputeId = markets.post("/control/stripe/disputes", "{\"paymentIntentId\":\"" + intentId + "\"}")
                .path("disputeId")
                .asString();
        reread(p1);
        reread(p1);
        assertThat(gateway.events(PaymentEvent.ChargebackOpened.class)).hasSize(1);
        markets.post("/control/stripe/disputes/" + disputeId + "/close", "{\"outcome\":\"WON\"}");
        reread(p1);
        reread(p1);
        assertThat(gateway.events(PaymentEvent.ChargebackClosed.class))
                .singleElement()
                .satisfies(closed -> assertThat(closed.won()).isTrue());
        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void comesBackLaterWhenStripeIsBusyOrIll() {
        for (int status : new int[] {409, 429, 500, 503}) {
            String purchaseId = p1 + status;
            faults("{\"errorRate\":1,\"errorStatus\":" + status + ",\"limit\":1}");
            gateway.request(order(purchaseId));
            assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.REQUESTED);
            gateway.wait(Duration.ofMinutes(5));
            assertThat(gateway.payment(purchaseId).status())
                    .as("after " + status + ": " + gateway.events())
                    .isEqualTo(PaymentStatus.PREPARED);
        }
    }
}
