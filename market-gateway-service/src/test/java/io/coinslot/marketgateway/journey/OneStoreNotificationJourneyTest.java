package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.market.ReceivesNotifications.Forged;
import io.coinslot.marketgateway.market.ReceivesNotifications.Message;
import io.coinslot.marketgateway.market.ReceivesNotifications.Proven;
import io.coinslot.marketgateway.notification.RawNotification;
import io.coinslot.marketgateway.notification.RawNotification.Status;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** ONE store's notifications as they come over the wire: proven first, then stored and applied. */
class OneStoreNotificationJourneyTest {
    @TempDir
    static Path folder;

    private static SimulatedMarkets markets;
    private static HttpServer wire;
    private static final List<String> ARRIVED = new ArrayList<>();

    private final String p1 = "pur_" + UUID.randomUUID();
    private LocalGateway gateway;

    @BeforeAll
    static void open() throws IOException {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.ONE_STORE);
        wire = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        wire.createContext("/", exchange -> {
            ARRIVED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        wire.start();
        markets.post(
                "/control/one-store/notification-target",
                "{\"url\":\"http://127.0.0.1:" + wire.getAddress().getPort() + "/\"}");
        // What is told by itself comes at any time: here each message is asked for.
        markets.post("/control/one-store/faults", "{\"notifications\":false}");
    }

    @AfterAll
    static void close() throws IOException {
        wire.stop(0);
        markets.close();
    }

    @BeforeEach
    void start() {
        gateway = new LocalGateway(markets, TestSealer.in(folder));
        ARRIVED.clear();
    }

    private static JsonNode buy(String purchaseId, String more) {
        return markets.post("/control/one-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"developerPayload":"%s"}%s}\
            """.formatted(purchaseId, more));
    }

    private static void cancelAtTheMarket(JsonNode bought) {
        markets.post(
                "/control/one-store/refunds",
                "{\"purchaseId\":\"" + bought.path("purchaseId").asString() + "\"}");
    }

    private static Receipt receipt(JsonNode bought) {
        return new Receipt(
                Receipt.Kind.PURCHASE_TOKEN, bought.path("purchaseToken").asString());
    }

    /** What the market writes about the purchase now. */
    private static String told(JsonNode bought) {
        return told("\"purchaseId\":\"" + bought.path("purchaseId").asString() + "\"");
    }

    private static String told(String fields) {
        markets.post("/control/one-store/notifications", "{\"serviceId\":\"arcade\"," + fields + "}");
        return ARRIVED.getLast();
    }

    private static Proven proven(String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Message message = new Message() {
            @Override
            public String header(String name) {
                return null;
            }

            @Override
            public byte[] body() {
                return bytes;
            }
        };
        return markets.markets()
                .find(ReceivesNotifications.class, Orders.ONE_STORE)
                .prove(List.of(markets.link(Orders.SERVICE, Orders.ONE_STORE)), message);
    }

    /** The message arrives: it is proven and taken in. */
    private RawNotification arrives(String body) throws Exception {
        Proven proven = proven(body);
        assertThat(proven.link().serviceId()).isEqualTo(Orders.SERVICE);
        return gateway.notified(Orders.ONE_STORE, proven.messageId(), body);
    }

    private void request() {
        gateway.request(Orders.of(Orders.ONE_STORE, p1));
    }

    @Test
    void capturesAPurchaseWhoseClientHasCrashed() throws Exception {
        request();
        assertThat(arrives(told(buy(p1, ""))).status()).isEqualTo(Status.APPLIED);
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(gateway.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
    }

    @Test
    void aNotificationIsAHintAndGrantsNothing() throws Exception {
        request();
        JsonNode bought = buy(p1, "");
        String paid = told(bought);
        cancelAtTheMarket(bought);
        assertThat(arrives(paid).status()).isEqualTo(Status.APPLIED);
        assertThat(gateway.events()).isEmpty();
        assertThat(gateway.payment(p1).isPaid()).isFalse();
    }

    @Test
    void receiptAndNotificationTogetherCaptureOnce() throws Exception {
        request();
        JsonNode bought = buy(p1, "");
        arrives(told(bought));
        gateway.submit(p1, "r1", receipt(bought));
        gateway.confirmDelivery(p1);
        // Late: nothing of what it tells is news.
        arrives(told(bought));
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.events()).hasSize(2);
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.FINISHED);
    }

    @Test
    void waitsForAPurchaseThatIsNotKnownYet() throws Exception {
        String early = told(buy(p1, ""));
        assertThat(arrives(early).status()).isEqualTo(Status.RECEIVED);
        request();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment(p1).isPaid()).isTrue();
    }

    @Test
    void countsACancellationOnceHoweverOftenAndInWhateverOrderItIsTold() throws Exception {
        request();
        JsonNode bought = buy(p1, "");
        String paid = told(bought);
        gateway.submit(p1, "r1", receipt(bought));
        cancelAtTheMarket(bought);
        String cancelled = told(bought);
        assertThat(proven(cancelled).messageId()).isNotEqualTo(proven(paid).messageId());
        for (int repetition = 0; repetition < 3; repetition++) {
            arrives(cancelled);
        }
        arrives(paid);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.payment(p1).hasNothingLeft()).isTrue();
        gateway.confirmDelivery(p1);
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void aCancellationBeforeThePurchaseIsKnownIsNotLost() throws Exception {
        JsonNode bought = buy(p1, "");
        cancelAtTheMarket(bought);
        arrives(told(bought));
        request();
        gateway.submit(p1, "r1", receipt(bought));
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment(p1).isPaid()).isFalse();
        assertThat(gateway.events(PaymentEvent.ReceiptRefused.class)).hasSize(1);
    }

    @Test
    void refusesWhatIsNotProven() {
        JsonNode bought = buy(p1, "");
        String about = "\"purchaseId\":\"" + bought.path("purchaseId").asString() + "\",\"kind\":\"FORGED\",\"proof\":";
        for (String proof : List.of("WRONG_KEY", "NONE", "TAMPERED")) {
            String forged = told(about + "\"" + proof + "\"");
            assertThatThrownBy(() -> proven(forged)).as(proof).isInstanceOf(Forged.class);
        }
        for (String garbage : List.of("", "not JSON", "[]", "{\"signature\":\"AAAA\"}", "{\"clientId\":\"1\"}")) {
            assertThatThrownBy(() -> proven(garbage)).as(garbage).isInstanceOf(Forged.class);
        }
    }

    @Test
    void refusesWhatAnotherApplicationHasSigned() {
        markets.link("other-game", Orders.ONE_STORE);
        markets.post("/control/one-store/notifications", "{\"serviceId\":\"other-game\",\"kind\":\"TEST\"}");
        String ofOther = ARRIVED.getLast();
        assertThatThrownBy(() -> proven(ofOther)).isInstanceOf(Forged.class);
        String renamed = ofOther.replaceFirst(
                "\"clientId\" : \"[0-9]+\"",
                "\"clientId\" : \""
                        + markets.link(Orders.SERVICE, Orders.ONE_STORE).setting("clientId") + "\"");
        assertThat(renamed).isNotEqualTo(ofOther);
        assertThatThrownBy(() -> proven(renamed)).isInstanceOf(Forged.class);
    }

    @Test
    void parksWhatIsNotUnderstood() throws Exception {
        assertThat(arrives(told("\"kind\":\"UNKNOWN_TYPE\"")).status()).isEqualTo(Status.PARKED);
        assertThat(arrives(told("\"kind\":\"POISON\"")).status()).isEqualTo(Status.PARKED);
    }

    @Test
    void ignoresWhatBelongsToNoPurchaseOrToTheOtherEnvironment() throws Exception {
        String ofTheMarket = told("\"kind\":\"TEST\"");
        arrives(ofTheMarket);
        for (int hour = 0; hour < 50; hour++) {
            gateway.wait(Duration.ofHours(1));
        }
        assertThat(gateway.notification(Orders.ONE_STORE, proven(ofTheMarket).messageId())
                        .status())
                .isEqualTo(Status.IGNORED);
        request();
        assertThat(arrives(told(buy(p1, ",\"environment\":\"SANDBOX\""))).status())
                .isEqualTo(Status.IGNORED);
        assertThat(gateway.payment(p1).isPaid()).isFalse();
    }

    @Test
    void takesInTheCancellationsThatNobodyNotified() {
        request();
        JsonNode bought = buy(p1, "");
        gateway.submit(p1, "r1", receipt(bought));
        gateway.sweep();
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).isEmpty();
        cancelAtTheMarket(bought);
        gateway.wait(LocalGateway.SWEEP_INTERVAL);
        gateway.wait(LocalGateway.SWEEP_INTERVAL);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
    }
}
