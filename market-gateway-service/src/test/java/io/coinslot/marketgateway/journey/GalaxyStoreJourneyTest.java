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
import java.time.Instant;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GalaxyStoreJourneyTest {
    private static final String GEMS = """
        {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
         "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
        """;

    @TempDir
    static Path folder;

    private static SimulatedMarkets markets;
    private LocalGateway gateway;

    @BeforeAll
    static void open() {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.GALAXY_STORE);
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
        markets.delete("/control/galaxy-store/faults");
    }

    private static PaymentOrder order(String purchaseId) {
        return Orders.of(Orders.GALAXY_STORE, purchaseId);
    }

    private static JsonNode buy(String more) {
        return bought("\"price\":{\"amount\":\"1200\",\"currency\":\"KRW\"}" + more);
    }

    /** What the player's device holds after buying at the store. */
    private static JsonNode bought(String fields) {
        return markets.post("/control/galaxy-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100",
             "binding":{"obfuscatedAccountId":"account-of-user-1"},%s}\
            """.formatted(fields));
    }

    private static Receipt receipt(JsonNode bought) {
        return new Receipt(
                Receipt.Kind.MARKET_PURCHASE_ID, bought.path("purchaseId").asString());
    }

    private static void refund(JsonNode bought) {
        markets.post(
                "/control/galaxy-store/refunds",
                "{\"purchaseId\":\"" + bought.path("purchaseId").asString() + "\"}");
    }

    private ReceiptRefused refused(PaymentOrder order, Receipt receipt) {
        gateway.request(order);
        gateway.submit(order.purchaseId(), "r1", receipt);
        assertThat(gateway.payment(order.purchaseId()).isPaid()).isFalse();
        assertThat(gateway.openTasks(order.purchaseId())).isZero();
        return (ReceiptRefused) gateway.lastEvent();
    }

    private ReceiptRefused refused(String purchaseId, Receipt receipt) {
        return refused(order(purchaseId), receipt);
    }

    private void pay(String purchaseId, Receipt receipt) {
        gateway.request(order(purchaseId));
        gateway.submit(purchaseId, "r1", receipt);
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    private void hint(String purchaseId) {
        gateway.decide(
                purchaseId,
                payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
    }

    private static void faults(String json) {
        markets.post("/control/galaxy-store/faults", json);
    }

    @Test
    void sellsAConsumable() {
        Instant before = Instant.now().minusSeconds(2);
        JsonNode bought = buy("");
        pay("p1", receipt(bought));
        Capture capture = ((PaymentEvent.PaymentCaptured) gateway.lastEvent()).capture();
        assertThat(capture.transactionId()).isEqualTo(bought.path("orderId").asString());
        assertThat(capture.application()).isEqualTo(bought.path("packageName").asString());
        assertThat(capture.amount()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(capture.country()).isEqualTo("KR");
        assertThat(capture.test()).isFalse();
        assertThat(capture.capturedAt()).isBetween(before, Instant.now());
        assertThat(capture.acknowledgeBy()).isNull();

        gateway.confirmDelivery("p1");
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.CONSUMED));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.openTasks("p1")).isZero();
    }

    private void deliverADurable(String more) {
        gateway.request(Orders.of(Orders.GALAXY_STORE, "p1", ProductType.DURABLE, 1, Money.parse("KRW 1200")));
        gateway.submit("p1", "r1", receipt(buy(more)));
        gateway.confirmDelivery("p1");
    }

    @Test
    void acknowledgesADurable() {
        deliverADurable(",\"itemType\":\"NON_CONSUMABLE\"");
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.ACKNOWLEDGED));
    }

    @Test
    void leavesADurableUnconsumedWhereTheStoreKnowsNoSuchItems() {
        deliverADurable("");
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.NOT_NEEDED));
    }

    @Test
    void leavesToAnOperatorWhatTheStoreWillNotConsume() {
        pay("p1", receipt(buy(",\"itemType\":\"NON_CONSUMABLE\"")));
        gateway.confirmDelivery("p1");
        assertThat(gateway.lastEvent()).isInstanceOf(PaymentEvent.PaymentParkedForOperator.class);
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void marksATestPurchase() {
        pay("p1", receipt(buy(",\"mode\":\"TEST\"")));
        assertThat(gateway.payment("p1").paid().test()).isTrue();
    }

    @Test
    void takesATestPurchaseThatCostNothing() {
        pay("p1", receipt(bought("\"mode\":\"TEST\",\"price\":{\"amount\":\"0\",\"currency\":\"KRW\"}")));
        assertThat(gateway.payment("p1").paid().test()).isTrue();
        gateway.confirmDelivery("p1");
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
    }

    @Test
    void refusesAReceiptOfAnotherItem() {
        JsonNode bought = markets.post("/control/galaxy-store/purchases", """
            {"serviceId":"arcade","productId":"gem_10","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
            """);
        assertThat(refused("p1", receipt(bought)).code()).isEqualTo("PRODUCT_MISMATCH");
    }

    @Test
    void refusesAReceiptOfAnotherBuyerOrOfNone() {
        String price = "\"productId\":\"gem_100\",\"price\":{\"amount\":\"1200\",\"currency\":\"KRW\"}";
        JsonNode others = markets.post(
                "/control/galaxy-store/purchases",
                "{\"serviceId\":\"arcade\"," + price + ",\"binding\":{\"obfuscatedAccountId\":\"account-of-user-2\"}}");
        assertThat(refused("p1", receipt(others)).code()).isEqualTo("BUYER_MISMATCH");
        JsonNode nobodys = markets.post("/control/galaxy-store/purchases", "{\"serviceId\":\"arcade\"," + price + "}");
        assertThat(refused("p2", receipt(nobodys)).code()).isEqualTo("BUYER_MISMATCH");
    }

    @Test
    void refusesAReceiptOfAnotherApplication() {
        markets.link("other-game", Orders.GALAXY_STORE);
        JsonNode bought = markets.post("/control/galaxy-store/purchases", """
            {"serviceId":"other-game","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
            """);
        assertThat(refused("p1", receipt(bought)).code()).isEqualTo("APPLICATION_MISMATCH");
    }

    @Test
    void refusesToSellMoreThanOneAtATime() {
        PaymentOrder two = Orders.of(Orders.GALAXY_STORE, "p1", ProductType.CONSUMABLE, 2, Money.parse("KRW 2400"));
        assertThat(refused(two, receipt(buy(""))).code()).isEqualTo("QUANTITY_MISMATCH");
    }

    @Test
    void refusesLessMoneyOfTheSameCurrencyAndNoneOfAnother() {
        JsonNode less = bought("\"total\":{\"amount\":\"1199\",\"currency\":\"KRW\"}");
        assertThat(refused("p1", receipt(less)).code()).isEqualTo("AMOUNT_MISMATCH");
        JsonNode nothing = bought("\"total\":{\"amount\":\"0.00\",\"currency\":\"USD\"}");
        assertThat(refused("p2", receipt(nothing)).code()).isEqualTo("AMOUNT_MISMATCH");
    }

    @Test
    void acceptsThePlayersLocalPriceAndTaxesOnTop() {
        pay("p1", receipt(bought("\"total\":{\"amount\":\"0.93\",\"currency\":\"USD\"}")));
        assertThat(gateway.payment("p1").paid().amount()).isEqualTo(Money.parse("USD 0.93"));
        assertThat(gateway.payment("p1").paid().country()).isEqualTo("US");
        pay("p2", receipt(bought("\"total\":{\"amount\":\"1320\",\"currency\":\"KRW\"}")));
        assertThat(gateway.payment("p2").paid().amount()).isEqualTo(Money.parse("KRW 1320"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9c", "../receipt?purchaseID=1", "a b", "&purchaseID=x"})
    void refusesWhatIsNoPurchaseId(String value) {
        Receipt forged = new Receipt(Receipt.Kind.MARKET_PURCHASE_ID, value);
        assertThat(refused("p1", forged).code()).isEqualTo("INVALID_RECEIPT");
    }

    @Test
    void refusesAPurchaseThatTheStoreDoesNotKnow() {
        Receipt forged = new Receipt(Receipt.Kind.MARKET_PURCHASE_ID, "0".repeat(64));
        assertThat(refused("p1", forged).code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void refusesAReceiptOfAnotherKind() {
        Receipt foreign = new Receipt(Receipt.Kind.PURCHASE_TOKEN, "0".repeat(64));
        assertThat(refused("p1", foreign).code()).isEqualTo("WRONG_RECEIPT_KIND");
    }

    @Test
    void onePurchaseAtTheStorePaysForOneHere() {
        Receipt receipt = receipt(buy(""));
        pay("p1", receipt);
        assertThat(refused("p2", receipt).code()).isEqualTo("RECEIPT_ALREADY_USED");
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void theSameReceiptAgainCapturesOnce() {
        Receipt receipt = receipt(buy(""));
        pay("p1", receipt);
        gateway.submit("p1", "r2", receipt);
        assertThat(gateway.events()).hasSize(1);
    }

    @Test
    void refusesASecondTransactionForAPaidPurchase() {
        pay("p1", receipt(buy("")));
        gateway.submit("p1", "r2", receipt(buy("")));
        assertThat(((ReceiptRefused) gateway.lastEvent()).code()).isEqualTo("PURCHASE_ALREADY_PAID");
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
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"purchases\",\"limit\":1,\"holdMillis\":5000}");
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
    void comesBackLaterWhenTheStoreIsBusyOrIll(int status) {
        String fault = "{\"errorRate\":1,\"errorStatus\":" + status + ",\"limit\":1}";
        gateway.request(order("p1"));
        Receipt receipt = receipt(buy(""));
        faults(fault);
        gateway.submit("p1", "r1", receipt);
        assertThat(gateway.payment("p1").isPaid()).isFalse();
        gateway.wait(Duration.ofMinutes(5));
        assertThat(gateway.payment("p1").isPaid()).isTrue();

        faults(fault);
        gateway.confirmDelivery("p1");
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        gateway.wait(Duration.ofMinutes(5));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.events(PaymentEvent.PaymentOutcomeUnknown.class)).isEmpty();
    }

    @Test
    void looksAnUnansweredVerificationUpAndSaysSoOnce() {
        Receipt receipt = receipt(buy(""));
        gateway.request(order("p1"));
        faults("{\"hang\":1,\"limit\":2,\"holdMillis\":5000}");
        gateway.submit("p1", "r1", receipt);
        gateway.wait(Duration.ofSeconds(5));
        assertThat(gateway.events(PaymentEvent.PaymentOutcomeUnknown.class)).hasSize(1);
        gateway.wait(Duration.ofSeconds(30));
        assertThat(gateway.payment("p1").isPaid()).isTrue();
    }

    @Test
    void leavesToAnOperatorWhatTheStoreNeverAnswers() {
        Receipt receipt = receipt(buy(""));
        gateway.request(order("p1"));
        faults("{\"errorRate\":1}");
        gateway.submit("p1", "r1", receipt);
        for (int time = 0; time < 60; time++) {
            gateway.wait(Duration.ofHours(2));
        }
        assertThat(gateway.lastEvent()).isInstanceOf(PaymentEvent.PaymentParkedForOperator.class);
        assertThat(gateway.openTasks("p1")).isZero();
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.REQUESTED);
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
        hint("p1");
        hint("p1");
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
