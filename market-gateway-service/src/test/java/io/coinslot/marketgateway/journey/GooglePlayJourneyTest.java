package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.ProductType;
import io.coinslot.marketgateway.payment.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GooglePlayJourneyTest {
    @TempDir
    static Path folder;

    private static SimulatedMarkets markets;
    private LocalGateway gateway;

    @BeforeAll
    static void open() {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.GOOGLE_PLAY);
    }

    @AfterAll
    static void close() throws IOException {
        markets.close();
    }

    @BeforeEach
    void start() {
        gateway = new LocalGateway(markets, TestSealer.in(folder));
    }

    @AfterEach
    void heal() {
        markets.delete("/control/google-play/faults");
    }

    private static PaymentOrder order(String purchaseId) {
        return Orders.of(Orders.GOOGLE_PLAY, purchaseId);
    }

    /** What the player's device holds after buying at the store. */
    private static JsonNode buy(String more) {
        return markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}%s}\
            """.formatted(more));
    }

    private static Receipt token(JsonNode bought) {
        return new Receipt(
                Receipt.Kind.PURCHASE_TOKEN, bought.path("purchaseToken").asString());
    }

    private ReceiptRefused refused(String purchaseId, Receipt receipt) {
        gateway.request(order(purchaseId));
        gateway.submit(purchaseId, "r1", receipt);
        assertThat(gateway.payment(purchaseId).isPaid()).isFalse();
        assertThat(gateway.openTasks(purchaseId)).isZero();
        return (ReceiptRefused) gateway.lastEvent();
    }

    private void pay(String purchaseId, Receipt receipt) {
        gateway.request(order(purchaseId));
        gateway.submit(purchaseId, "r1", receipt);
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    private static void faults(String json) {
        markets.post("/control/google-play/faults", json);
    }

    @Test
    void sellsAConsumable() {
        JsonNode bought = buy(",\"tax\":{\"amount\":\"109\",\"currency\":\"KRW\"}");
        pay("p1", token(bought));
        Capture capture = ((PaymentEvent.PaymentCaptured) gateway.lastEvent()).capture();
        assertThat(capture.transactionId()).isEqualTo(bought.path("orderId").asString());
        assertThat(capture.application()).isEqualTo(bought.path("packageName").asString());
        assertThat(capture.amount()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(capture.tax()).isEqualTo(Money.parse("KRW 109"));
        assertThat(capture.country()).isEqualTo("KR");
        assertThat(capture.test()).isFalse();
        assertThat(capture.acknowledgeBy()).isEqualTo(capture.capturedAt().plus(Duration.ofDays(3)));

        gateway.confirmDelivery("p1");
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.CONSUMED));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.openTasks("p1")).isZero();
    }

    @Test
    void acknowledgesADurable() {
        JsonNode bought = buy("");
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, "p1", ProductType.DURABLE, 1, Money.parse("KRW 1200")));
        gateway.submit("p1", "r1", token(bought));
        gateway.confirmDelivery("p1");
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.ACKNOWLEDGED));
    }

    @Test
    void marksATestPurchase() {
        pay("p1", token(buy(",\"purchaseType\":\"TEST\"")));
        assertThat(gateway.payment("p1").paid().test()).isTrue();
    }

    @Test
    void refusesAReceiptOfAnotherProduct() {
        JsonNode bought = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_10","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
            """);
        assertThat(refused("p1", token(bought)).code()).isEqualTo("PRODUCT_MISMATCH");
    }

    @Test
    void refusesAReceiptOfAnotherBuyer() {
        JsonNode bought = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-2"}}\
            """);
        assertThat(refused("p1", token(bought)).code()).isEqualTo("BUYER_MISMATCH");
    }

    @Test
    void refusesAReceiptThatWasBoughtForAnotherPurchaseOfTheSameBuyer() {
        JsonNode bought = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1","obfuscatedProfileId":"pur_0123456789abcdefghijklmno"}}\
            """);
        assertThat(refused("p1", token(bought)).code()).isEqualTo("PURCHASE_MISMATCH");
    }

    @Test
    void refusesAReceiptOfAnotherApplication() {
        markets.link("other-game", Orders.GOOGLE_PLAY);
        JsonNode bought = markets.post("/control/google-play/purchases", """
            {"serviceId":"other-game","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
            """);
        assertThat(refused("p1", token(bought)).code()).isEqualTo("APPLICATION_MISMATCH");
    }

    @Test
    void refusesAnotherQuantity() {
        assertThat(refused("p1", token(buy(",\"quantity\":2"))).code()).isEqualTo("QUANTITY_MISMATCH");
    }

    @Test
    void refusesLessMoneyOfTheSameCurrency() {
        JsonNode bought = buy(",\"total\":{\"amount\":\"1100\",\"currency\":\"KRW\"}");
        assertThat(refused("p1", token(bought)).code()).isEqualTo("AMOUNT_MISMATCH");
    }

    @Test
    void acceptsThePlayersLocalPriceAndTaxesOnTop() {
        pay("p1", token(buy(",\"total\":{\"amount\":\"0.93\",\"currency\":\"USD\"}")));
        assertThat(gateway.payment("p1").paid().amount()).isEqualTo(Money.parse("USD 0.93"));
        pay("p2", token(buy(",\"total\":{\"amount\":\"1320\",\"currency\":\"KRW\"}")));
        assertThat(gateway.payment("p2").paid().amount()).isEqualTo(Money.parse("KRW 1320"));
    }

    @Test
    void refusesATokenThatGoogleDoesNotKnow() {
        Receipt forged = new Receipt(Receipt.Kind.PURCHASE_TOKEN, "no-such-token");
        assertThat(refused("p1", forged).code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void refusesAReceiptOfAnotherKind() {
        Receipt foreign = new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, "pi_1");
        assertThat(refused("p1", foreign).code()).isEqualTo("WRONG_RECEIPT_KIND");
    }

    @Test
    void oneTokenPaysForOnePurchase() {
        Receipt token = token(buy(""));
        pay("p1", token);
        assertThat(refused("p2", token).code()).isEqualTo("RECEIPT_ALREADY_USED");
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void theSameReceiptAgainCapturesOnce() {
        Receipt token = token(buy(""));
        pay("p1", token);
        gateway.submit("p1", "r2", token);
        assertThat(gateway.events()).hasSize(1);
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
        pay("p1", token(buy("")));
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"consume\",\"limit\":1,\"holdMillis\":5000}");
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
        faults("{\"hang\":1,\"limit\":2,\"holdMillis\":5000}");
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

    @Test
    void refundsTheWholeOrderOnceThoughTheAnswerWasLost() {
        pay("p1", token(buy("")));
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"refund\",\"limit\":1,\"holdMillis\":5000}");
        gateway.refund("p1", "refund-1", Money.parse("KRW 1200"));
        gateway.wait(Duration.ofMinutes(1));
        PaymentEvent.PaymentRefunded refunded = (PaymentEvent.PaymentRefunded) gateway.lastEvent();
        assertThat(refunded.refundId()).isEqualTo("refund-1");
        assertThat(refunded.initiator()).isEqualTo(PaymentEvent.Initiator.SERVICE);
        gateway.decide(
                "p1", payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void refusesToRefundAPart() {
        pay("p1", token(buy("")));
        gateway.refund("p1", "refund-1", Money.parse("KRW 500"));
        assertThat(((PaymentEvent.PaymentRefundFailed) gateway.lastEvent()).code())
                .isEqualTo("PARTIAL_REFUND_NOT_SUPPORTED");
    }

    @Test
    void anOldReceiptDoesNotEraseARefund() {
        JsonNode bought = buy("");
        pay("p1", token(bought));
        markets.post(
                "/control/google-play/refunds",
                "{\"orderId\":\"" + bought.path("orderId").asString() + "\"}");
        gateway.decide(
                "p1", payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        gateway.submit("p1", "r2", token(bought));
        assertThat(gateway.payment("p1").refundable().isZero()).isTrue();
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void aRefundBeforeTheReceiptMeansThatNothingIsGranted() {
        JsonNode bought = buy("");
        markets.post(
                "/control/google-play/refunds",
                "{\"orderId\":\"" + bought.path("orderId").asString() + "\"}");
        assertThat(refused("p1", token(bought)).code()).isEqualTo("PURCHASE_CANCELLED");
    }

    @Test
    void countsEachPartOfAnOrderOnceAndThenTheRest() {
        JsonNode bought = buy("");
        pay("p1", token(bought));
        String orderId = bought.path("orderId").asString();
        markets.post(
                "/control/google-play/refunds",
                "{\"orderId\":\"" + orderId + "\",\"amount\":{\"amount\":\"300\",\"currency\":\"KRW\"}}");
        gateway.decide(
                "p1", payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
        gateway.decide(
                "p1", payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
        markets.post("/control/google-play/refunds", "{\"orderId\":\"" + orderId + "\"}");
        gateway.decide(
                "p1", payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class))
                .extracting(refund -> refund.amount().getAmountMinorLong())
                .containsExactly(300L, 900L);
        assertThat(gateway.payment("p1").hasNothingLeft()).isTrue();
    }

    @Test
    void takesAChargebackAsADisputeThatIsLost() {
        JsonNode bought = buy("");
        pay("p1", token(bought));
        String dispute = markets.post(
                        "/control/google-play/disputes",
                        "{\"orderId\":\"" + bought.path("orderId").asString() + "\"}")
                .path("disputeId")
                .asString();
        markets.post("/control/google-play/disputes/" + dispute + "/close", "{\"outcome\":\"LOST\"}");
        gateway.decide(
                "p1", payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
        assertThat(gateway.events(PaymentEvent.ChargebackOpened.class)).hasSize(1);
        assertThat(gateway.events(PaymentEvent.ChargebackClosed.class))
                .singleElement()
                .satisfies(closed -> assertThat(closed.won()).isFalse());
    }

    @Test
    void doesNotFinishWhatGoogleHasTakenBack() {
        JsonNode bought = buy("");
        pay("p1", token(bought));
        markets.post(
                "/control/google-play/refunds",
                "{\"orderId\":\"" + bought.path("orderId").asString() + "\"}");
        gateway.confirmDelivery("p1");
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(gateway.openTasks("p1")).isZero();
    }
}
