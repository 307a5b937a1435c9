package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.OfSecondPayment;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentCaptured;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentParkedForOperator;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefundFailed;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefundReversed;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.Refund;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SecondPaymentJourneyTest {
    private static final Duration GRACE = Duration.ofMinutes(10);

    @TempDir
    static Path folder;

    private static SimulatedMarkets markets;
    private LocalGateway gateway;
    private final String p1 = "pur_" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.GOOGLE_PLAY);
        markets.link(Orders.SERVICE, Orders.STRIPE);
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
        markets.delete("/control/stripe/faults");
        markets.delete("/control/google-play/faults");
    }

    @Test
    void goesBackAndLeavesTheFirstOneAlone() {
        JsonNode first = buy();
        JsonNode second = buy();
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, p1));
        gateway.submit(p1, "r1", token(first));
        gateway.submit(p1, "r2", token(second));
        assertThat(secondEvents(PaymentCaptured.class)).isEmpty();
        gateway.wait(GRACE);

        assertThat(secondEvents(PaymentCaptured.class))
                .singleElement()
                .satisfies(told -> assertThat(told.capture().transactionId()).isEqualTo(orderId(second)));
        assertThat(gateway.events(PaymentEvent.ReceiptRefused.class))
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.receiptId()).isEqualTo("r2");
                    assertThat(refused.code()).isEqualTo("PURCHASE_ALREADY_PAID");
                });
        assertThat(secondEvents(PaymentRefunded.class))
                .singleElement()
                .satisfies(told -> assertThat(told.amount()).isEqualTo(Money.parse("KRW 1200")));
        assertThat(gateway.events(PaymentRefunded.class)).isEmpty();
        assertThat(state(Orders.GOOGLE_PLAY, orderId(second))).isEqualTo("REFUNDED");
        assertThat(state(Orders.GOOGLE_PLAY, orderId(first))).isNotEqualTo("REFUNDED");

        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 1200"));
        gateway.confirmDelivery(p1);
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void goesBackOnceWhoeverBringsItAndHoweverOften() {
        JsonNode second = buy();
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, p1));
        gateway.submit(p1, "r1", token(buy()));
        for (int time = 2; time < 5; time++) {
            gateway.submit(p1, "r" + time, token(second));
        }
        gateway.wait(GRACE);
        gateway.submit(p1, "r5", token(second));
        gateway.wait(GRACE);
        reread();
        reread();

        assertThat(gateway.events(OfSecondPayment.class)).hasSize(2);
        assertThat(gateway.events(PaymentParkedForOperator.class)).isEmpty();
    }

    @Test
    void isWhicheverIsVerifiedLaterWhenBothAreBroughtAtOnce() {
        JsonNode one = buy();
        JsonNode other = buy();
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, p1));
        faults(Orders.GOOGLE_PLAY, "{\"errorRate\":1}");
        gateway.submit(p1, "r1", token(one));
        gateway.submit(p1, "r2", token(other));
        heal();
        gateway.wait(Duration.ofHours(1));
        gateway.wait(GRACE);

        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(secondEvents(PaymentCaptured.class)).hasSize(1);
        assertThat(secondEvents(PaymentRefunded.class)).hasSize(1);
        assertThat(List.of(state(Orders.GOOGLE_PLAY, orderId(one)), state(Orders.GOOGLE_PLAY, orderId(other))))
                .containsOnlyOnce("REFUNDED");
        assertThat(state(Orders.GOOGLE_PLAY, gateway.payment(p1).paid().transactionId()))
                .isNotEqualTo("REFUNDED");
    }

    @Test
    void goesBackWhenItWasClaimedBeforeTheFirstWasRecorded() {
        JsonNode second = buy();
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, p1));
        gateway.submit(p1, "r1", token(buy()));
        Capture capture = new Capture(
                orderId(second),
                gateway.payment(p1).paid().application(),
                token(second),
                Money.parse("KRW 1200"),
                null,
                "KR",
                Instant.EPOCH,
                null,
                false);
        MarketAbilities market = markets.markets().abilities(Orders.GOOGLE_PLAY);
        gateway.decide(p1, payment -> MarketAnswers.captured(payment, "r2", capture, List.of(), market));

        assertThat(secondEvents(PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.events(PaymentEvent.ReceiptRefused.class)).hasSize(1);
        assertThat(state(Orders.GOOGLE_PLAY, orderId(second))).isEqualTo("REFUNDED");
    }

    @Test
    void goesBackOnceThoughTheAnswerWasLost() {
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, p1));
        gateway.submit(p1, "r1", token(buy()));
        faults(
                Orders.GOOGLE_PLAY,
                "{\"timeoutAfterCommit\":1,\"pathContains\":\"refund\",\"limit\":1,\"holdMillis\":5000}");
        gateway.submit(p1, "r2", token(buy()));
        gateway.wait(GRACE);
        assertThat(secondEvents(PaymentRefunded.class)).isEmpty();
        gateway.wait(Duration.ofMinutes(1));

        assertThat(secondEvents(PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void isFoundByTheMarketsOwnNewsAsWell() {
        String second = payTwiceAtStripe();
        gateway.notified(
                Orders.STRIPE,
                "evt_" + p1,
                "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"payment_intent.succeeded\",\"data\":{\"object\":"
                        + "{\"id\":\"" + second + "\",\"object\":\"payment_intent\",\"metadata\":{\"purchase_id\":\""
                        + p1 + "\"}}}}");
        gateway.wait(GRACE);

        assertThat(secondEvents(PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
        assertThat(state(Orders.STRIPE, second)).isEqualTo("REFUNDED");
    }

    @Test
    void onlyWhatIsLeftOfItGoesBack() {
        String second = payTwiceAtStripe();
        markets.post(
                "/control/stripe/refunds",
                "{\"paymentIntentId\":\"" + second + "\",\"amount\":{\"amount\":\"200\",\"currency\":\"KRW\"}}");
        gateway.submit(p1, "r2", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, second));
        gateway.wait(GRACE);

        assertThat(secondEvents(PaymentRefunded.class))
                .extracting(told -> told.amount().getAmountMinorLong())
                .containsExactly(200L, 1000L);
    }

    @Test
    void isAnOperatorsWhenItsRefundFailsLater() {
        String second = payTwiceAtStripe();
        gateway.submit(p1, "r2", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, second));
        gateway.wait(GRACE);
        String marketRefundId = secondEvents(PaymentRefunded.class).getFirst().marketRefundId();
        markets.post("/control/stripe/refunds", "{\"refundId\":\"" + marketRefundId + "\"}");
        reread();
        reread();

        assertThat(secondEvents(PaymentRefundReversed.class)).hasSize(1);
        assertThat(gateway.events(PaymentParkedForOperator.class))
                .singleElement()
                .satisfies(parked -> assertThat(parked.reason()).contains(second));
        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void isAnOperatorsWhenTheMarketRefuses() {
        String second = payTwiceAtStripe();
        faults(Orders.STRIPE, "{\"errorRate\":1,\"errorStatus\":400,\"pathContains\":\"refunds\",\"limit\":1}");
        gateway.submit(p1, "r2", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, second));
        gateway.wait(GRACE);

        assertThat(secondEvents(PaymentRefundFailed.class)).hasSize(1);
        assertThat(gateway.events(PaymentParkedForOperator.class)).hasSize(1);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void isAnOperatorsWhereTheMarketGivesNothingBack() {
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, p1));
        gateway.submit(p1, "r1", token(buy()));
        Capture second = new Capture(
                "GPA.2",
                "com.example.arcade",
                new Receipt(Receipt.Kind.PURCHASE_TOKEN, "another token"),
                Money.parse("KRW 1200"),
                null,
                "KR",
                Instant.EPOCH,
                null,
                false);
        MarketAbilities withoutRefunds = new MarketAbilities(true, false, true, false, false);
        for (int time = 0; time < 2; time++) {
            gateway.decide(p1, payment -> MarketAnswers.captured(payment, "r2", second, List.of(), withoutRefunds));
        }

        assertThat(secondEvents(PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.events(PaymentParkedForOperator.class)).hasSize(1);
        assertThat(gateway.payment(p1).seconds()).hasSize(1);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void isNoneIfItPaysForTheOtherPurchaseInTime() {
        String p2 = p1 + "-2";
        JsonNode others = buy();
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, p1));
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, p2));
        gateway.submit(p1, "r1", token(buy()));
        gateway.submit(p1, "r2", token(others));
        gateway.submit(p2, "r3", token(others));
        gateway.wait(GRACE);

        assertThat(gateway.payment(p2).isPaid()).isTrue();
        assertThat(gateway.payment(p1).seconds()).isEmpty();
        assertThat(state(Orders.GOOGLE_PLAY, orderId(others))).isEqualTo("CAPTURED");
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void isNoneIfItWasBoughtForAnotherPurchase() {
        JsonNode others = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1","obfuscatedProfileId":"pur_abcdefghijklmnopqrstuvwxy"}}\
            """);
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, p1));
        gateway.submit(p1, "r1", token(buy()));
        gateway.submit(p1, "r2", token(others));

        assertThat(((PaymentEvent.ReceiptRefused) gateway.lastEvent()).code()).isEqualTo("PURCHASE_MISMATCH");
        assertThat(gateway.payment(p1).seconds()).isEmpty();
        assertThat(state(Orders.GOOGLE_PLAY, orderId(others))).isEqualTo("CAPTURED");
    }

    @Test
    void isKeptApartFromRefundsThatTheGameAsksFor() {
        String second = payTwiceAtStripe();
        gateway.submit(p1, "r2", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, second));
        gateway.wait(GRACE);
        gateway.refund(p1, p1 + "-1", Money.parse("KRW 1200"));

        assertThat(gateway.events(PaymentRefunded.class))
                .singleElement()
                .satisfies(told -> assertThat(told.refundId()).isEqualTo(p1 + "-1"));
        assertThat(gateway.payment(p1).hasNothingLeft()).isTrue();
        assertThat(gateway.payment(p1).seconds())
                .singleElement()
                .satisfies(kept ->
                        assertThat(kept.refunds()).extracting(Refund::status).containsExactly(Refund.Status.REFUNDED));
    }

    private static JsonNode buy() {
        return markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
            """);
    }

    private static Receipt token(JsonNode bought) {
        return new Receipt(
                Receipt.Kind.PURCHASE_TOKEN, bought.path("purchaseToken").asString());
    }

    private static String orderId(JsonNode bought) {
        return bought.path("orderId").asString();
    }

    /** Two intents for one purchase, both paid; the first is captured. */
    private String payTwiceAtStripe() {
        String first = payAtStripe(p1);
        gateway.submit(p1, "r1", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, first));
        String second = payAtStripe(p1 + "-2");
        nameAnotherPurchase(second);
        return second;
    }

    private String payAtStripe(String purchaseId) {
        gateway.request(Orders.of(Orders.STRIPE, purchaseId));
        String intentId = String.valueOf(gateway.payment(purchaseId).marketReference());
        markets.post(
                "/control/stripe/purchases", "{\"paymentIntentId\":\"" + intentId + "\",\"outcome\":\"PURCHASED\"}");
        return intentId;
    }

    private void nameAnotherPurchase(String intentId) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(markets.address() + "/stripe/v1/payment_intents/" + intentId))
                    .header(
                            "Authorization",
                            "Bearer "
                                    + markets.link(Orders.SERVICE, Orders.STRIPE)
                                            .secret("secretKey"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("metadata[purchase_id]=" + p1))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void reread() {
        gateway.decide(
                p1, payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
    }

    private <E extends PaymentEvent> List<E> secondEvents(Class<E> kind) {
        return gateway.events(OfSecondPayment.class).stream()
                .map(OfSecondPayment::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static void faults(MarketId market, String json) {
        markets.post("/control/" + market + "/faults", json);
    }

    private static String state(MarketId market, String transactionId) {
        for (JsonNode item :
                markets.get("/control/" + market + "/ledger?limit=1000").get("items")) {
            if (item.path("marketTransactionId").asString().equals(transactionId)) {
                return item.path("state").asString();
            }
        }
        throw new AssertionError("the market knows no " + transactionId);
    }
}
