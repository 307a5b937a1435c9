package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.market.ReceivesNotifications.Forged;
import io.coinslot.marketgateway.market.ReceivesNotifications.Message;
import io.coinslot.marketgateway.market.ReceivesNotifications.Proven;
import io.coinslot.marketgateway.notification.RawNotification;
import io.coinslot.marketgateway.notification.RawNotification.Status;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.ProductType;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.ReviewRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the simulated App Store sends by itself, proven and taken as a hint. */
class AppStoreNotificationJourneyTest {
    @TempDir
    static Path folder;

    private static SimulatedMarkets markets;
    private final String p1 = "pur_" + UUID.randomUUID();
    private final String account = UUID.randomUUID().toString();
    private Postbox postbox;
    private LocalGateway gateway;

    @BeforeAll
    static void open() {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.APP_STORE);
    }

    @AfterAll
    static void close() throws IOException {
        markets.close();
    }

    @BeforeEach
    void start() {
        postbox = new Postbox();
        markets.post("/control/app-store/notification-target", "{\"url\":\"" + postbox.url() + "\"}");
        gateway = new LocalGateway(markets, TestSealer.in(folder));
    }

    @AfterEach
    void end() {
        markets.delete("/control/app-store/faults");
        postbox.close();
    }

    private PaymentOrder order(String purchaseId) {
        return order(Orders.SERVICE, purchaseId);
    }

    private PaymentOrder order(String serviceId, String purchaseId) {
        PaymentOrder order =
                Orders.of(Orders.APP_STORE, purchaseId, ProductType.CONSUMABLE, 1, Money.parse("KRW 1200"));
        return new PaymentOrder(
                order.purchaseId(),
                serviceId,
                order.market(),
                order.userId(),
                order.productId(),
                order.productType(),
                order.quantity(),
                order.marketProductId(),
                order.total(),
                order.region(),
                order.orderReference(),
                order.obfuscatedAccountId(),
                account,
                null,
                order.requestedAt(),
                order.expiresAt());
    }

    private JsonNode buy(String more) {
        return markets.post("/control/app-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"appAccountToken":"%s"}%s}\
            """.formatted(account, more));
    }

    private static String id(JsonNode bought) {
        return bought.path("transactionId").asString();
    }

    private void receive(JsonNode bought) {
        gateway.submit(p1, "r1", new Receipt(Receipt.Kind.TRANSACTION_ID, id(bought)));
        assertThat(gateway.payment(p1).isPaid()).isTrue();
    }

    private void refund(JsonNode bought, String outcome) {
        markets.post(
                "/control/app-store/refunds",
                "{\"transactionId\":\"" + id(bought) + "\",\"outcome\":\"" + outcome + "\"}");
    }

    private void send(String kind, String more) {
        markets.post(
                "/control/app-store/notifications", "{\"serviceId\":\"arcade\",\"kind\":\"" + kind + "\"" + more + "}");
    }

    private static Proven prove(byte[] body) throws Exception {
        return markets.markets()
                .find(ReceivesNotifications.class, Orders.APP_STORE)
                .prove(List.of(markets.link(Orders.SERVICE, Orders.APP_STORE)), message(body));
    }

    private static Message message(byte[] body) {
        return new Message() {
            @Override
            public String header(String name) {
                return null;
            }

            @Override
            public byte[] body() {
                return body;
            }
        };
    }

    /** As the controller does with what arrives. */
    private RawNotification arrives(byte[] body) throws Exception {
        String messageId = prove(body).messageId();
        return gateway.notified(Orders.APP_STORE, messageId, new String(body, StandardCharsets.UTF_8));
    }

    private RawNotification arrives() throws Exception {
        return arrives(postbox.take());
    }

    @Test
    void capturesThePurchaseThatTheAccountTokenNamesThoughTheClientHasCrashed() throws Exception {
        String other = p1 + "-2";
        gateway.request(Orders.of(Orders.APP_STORE, other));
        gateway.request(order(p1));
        buy("");
        arrives();
        assertThat(gateway.payment(p1).isPaid()).isFalse();
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.payment(p1).isPaid()).isTrue();
        assertThat(gateway.payment(other).isPaid()).isFalse();
    }

    @Test
    void capturesAPurchaseThatAParentApprovesLater() throws Exception {
        gateway.request(order(p1));
        JsonNode pending = buy(",\"outcome\":\"PENDING\"");
        markets.post("/control/app-store/purchases/" + pending.path("pendingId").asString() + "/complete", "{}");
        arrives();
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.payment(p1).isPaid()).isTrue();
    }

    @Test
    void receiptAndNotificationTogetherCaptureOnce() throws Exception {
        gateway.request(order(p1));
        JsonNode bought = buy("");
        byte[] charged = postbox.take();
        arrives(charged);
        receive(bought);
        gateway.wait(LocalGateway.GRACE);
        arrives(charged);
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
    }

    @Test
    void aRefundToldThreeTimesIsOneRefundAndItsReversalGrantsAgain() throws Exception {
        gateway.request(order(p1));
        JsonNode bought = buy("");
        arrives();
        receive(bought);
        refund(bought, "REFUNDED");
        byte[] refunded = postbox.take();
        for (int repetition = 0; repetition < 3; repetition++) {
            arrives(refunded);
        }
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        refund(bought, "REVERSED");
        arrives();
        assertThat(gateway.events(PaymentEvent.PaymentRefundReversed.class)).hasSize(1);
        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void aReversalThatOvertakesItsRefundLeavesThePaymentWhole() throws Exception {
        gateway.request(order(p1));
        JsonNode bought = buy("");
        arrives();
        receive(bought);
        refund(bought, "REFUNDED");
        byte[] refunded = postbox.take();
        refund(bought, "REVERSED");
        arrives();
        arrives(refunded);
        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).isEmpty();
    }

    @Test
    void aRefundThatOvertakesTheCaptureIsNotLost() throws Exception {
        gateway.request(order(p1));
        JsonNode bought = buy("");
        postbox.take();
        refund(bought, "REFUNDED");
        byte[] early = postbox.take();
        refund(bought, "REVERSED");
        postbox.take();
        arrives(early);
        receive(bought);
        refund(bought, "REFUNDED");
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void handsAQuestionAboutARefundToAnOperatorAndIgnoresOneThatWasDeclined() throws Exception {
        gateway.request(order(p1));
        JsonNode bought = buy("");
        arrives();
        receive(bought);
        refund(bought, "REQUESTED");
        arrives();
        assertThat(((PaymentEvent.PaymentParkedForOperator) gateway.lastEvent()).task())
                .isEqualTo("REFUND_REVIEW");
        refund(bought, "DECLINED");
        assertThat(arrives().status()).isEqualTo(Status.IGNORED);
    }

    @Test
    void answersAQuestionAboutARefundFromTheDeliveryWhereTheServiceHasItsCustomersConsent() throws Exception {
        markets.link("consenting", Orders.APP_STORE, Map.of("customersConsent", "true"));
        JsonNode bought = markets.post("/control/app-store/purchases", """
            {"serviceId":"consenting","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"appAccountToken":"%s"}}\
            """.formatted(account));
        gateway.request(order("consenting", p1));
        receive(bought);
        ask(Duration.ofHours(12));
        assertThat(consumption(bought).path("deliveryStatus").asString()).isEqualTo("UNDELIVERED_OTHER");
        assertThat(consumption(bought).has("consumptionPercentage")).isFalse();
        gateway.confirmDelivery(p1);
        gateway.consume(p1);
        markets.post("/control/app-store/faults", "{\"errorRate\":1,\"errorStatus\":500,\"limit\":1}");
        ask(Duration.ofHours(11));
        gateway.wait(Duration.ofMinutes(1));
        assertThat(consumption(bought).path("deliveryStatus").asString()).isEqualTo("DELIVERED");
        assertThat(consumption(bought).path("consumptionPercentage").intValue()).isEqualTo(100_000);
        assertThat(consumption(bought).path("customerConsented").booleanValue()).isTrue();
        assertThat(gateway.events(PaymentEvent.PaymentParkedForOperator.class)).isEmpty();
    }

    private void ask(Duration within) {
        ReviewRequest request = new ReviewRequest(null, gateway.now().plus(within));
        gateway.decide(p1, payment -> MarketAnswers.reviewAnswerable(payment, request, MarketAnswers.nothing()));
    }

    private static JsonNode consumption(JsonNode bought) {
        JsonNode ledger = markets.get("/control/app-store/ledger?limit=1000&serviceId=consenting");
        for (JsonNode entry : ledger.path("items")) {
            if (entry.path("transactionId").asString().equals(id(bought))) {
                return entry.path("consumptionInformation");
            }
        }
        throw new AssertionError("the transaction is not in the ledger");
    }

    @Test
    void parksWhatIsNotUnderstoodAndIgnoresATest() throws Exception {
        send("UNKNOWN_TYPE", "");
        assertThat(arrives().status()).isEqualTo(Status.PARKED);
        send("POISON", "");
        assertThat(arrives().status()).isEqualTo(Status.PARKED);
        send("TEST", "");
        assertThat(arrives().status()).isEqualTo(Status.IGNORED);
    }

    @Test
    void refusesWhatAppleHasNotSigned() {
        JsonNode bought = buy("");
        postbox.take();
        for (String proof : new String[] {"WRONG_ROOT", "WRONG_KEY", "NONE"}) {
            send("FORGED", ",\"proof\":\"" + proof + "\",\"transactionId\":\"" + id(bought) + "\"");
            byte[] forged = postbox.take();
            assertThatThrownBy(() -> prove(forged)).as(proof).isInstanceOf(Forged.class);
        }
    }

    @Test
    void refusesWhatIsTruncatedOrNoNotification() {
        buy("");
        byte[] whole = postbox.take();
        byte[] truncated = Arrays.copyOf(whole, whole.length / 2);
        String cut = new String(whole, StandardCharsets.UTF_8).replaceAll(".{40}\"}$", "\"}");
        for (byte[] body : List.of(
                truncated,
                cut.getBytes(StandardCharsets.UTF_8),
                "{\"signedPayload\":\"a.b.c\"}".getBytes(StandardCharsets.UTF_8),
                "{\"signedPayload\":7}".getBytes(StandardCharsets.UTF_8),
                "[]".getBytes(StandardCharsets.UTF_8),
                new byte[0])) {
            assertThatThrownBy(() -> prove(body)).isInstanceOf(Forged.class);
        }
    }

    @Test
    void refusesWhatIsForAnotherApplicationOrEnvironment() {
        markets.link("other-game", Orders.APP_STORE);
        markets.post("/control/app-store/purchases", """
            {"serviceId":"other-game","productId":"gem_100","price":{"amount":"1200","currency":"KRW"}}\
            """);
        byte[] foreign = postbox.take();
        assertThatThrownBy(() -> prove(foreign)).isInstanceOf(Forged.class);
        buy(",\"environment\":\"SANDBOX\"");
        byte[] sandbox = postbox.take();
        assertThatThrownBy(() -> prove(sandbox)).isInstanceOf(Forged.class);
    }

    @Test
    void findsTheServiceAmongManyByItsApplication() throws Exception {
        markets.link("other-game", Orders.APP_STORE);
        buy("");
        Proven proven = markets.markets()
                .find(ReceivesNotifications.class, Orders.APP_STORE)
                .prove(markets.to(Orders.APP_STORE), message(postbox.take()));
        assertThat(proven.link().serviceId()).isEqualTo(Orders.SERVICE);
    }

    @Test
    void takesInTheRefundThatNobodyNotified() {
        gateway.request(order(p1));
        JsonNode bought = buy("");
        receive(bought);
        gateway.sweep();
        markets.post("/control/app-store/faults", "{\"notifications\":false}");
        refund(bought, "REFUNDED");
        gateway.wait(LocalGateway.SWEEP_INTERVAL);
        gateway.wait(LocalGateway.SWEEP_INTERVAL);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void givesUpOnWhatBelongsToNoPurchase() throws Exception {
        buy("");
        byte[] body = postbox.take();
        arrives(body);
        for (int hour = 0; hour < 20; hour++) {
            gateway.wait(Duration.ofHours(1));
        }
        assertThat(gateway.notification(Orders.APP_STORE, prove(body).messageId())
                        .status())
                .isEqualTo(Status.IGNORED);
    }
}
