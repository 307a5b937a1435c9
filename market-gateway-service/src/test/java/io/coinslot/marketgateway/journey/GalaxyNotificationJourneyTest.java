package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.market.ReceivesNotifications.Forged;
import io.coinslot.marketgateway.market.ReceivesNotifications.Message;
import io.coinslot.marketgateway.market.ReceivesNotifications.Proven;
import io.coinslot.marketgateway.notification.RawNotification.Status;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.Receipt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the simulated store sends is proven and taken in as the service does it, without its web server. */
class GalaxyNotificationJourneyTest {
    @TempDir
    static Path folder;

    private static SimulatedMarkets markets;
    private final List<String> messageIds = new CopyOnWriteArrayList<>();
    private LocalGateway gateway;
    private HttpServer door;

    @BeforeAll
    static void open() {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.GALAXY_STORE);
        markets.link("other-game", Orders.GALAXY_STORE);
        // Only what a test has sent on purpose arrives.
        markets.post("/control/galaxy-store/faults", "{\"notifications\":false}");
    }

    @AfterAll
    static void close() throws IOException {
        markets.close();
    }

    @BeforeEach
    void start() throws IOException {
        gateway = new LocalGateway(markets, TestSealer.in(folder));
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/", this::receive);
        door.start();
        markets.post(
                "/control/galaxy-store/notification-target",
                "{\"url\":\"http://127.0.0.1:" + door.getAddress().getPort() + "/\"}");
    }

    @AfterEach
    void stop() {
        door.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        ReceivesNotifications receiving = markets.markets().find(ReceivesNotifications.class, Orders.GALAXY_STORE);
        int status = 200;
        try {
            Proven proven = receiving.prove(markets.to(Orders.GALAXY_STORE), message(body));
            assertThat(proven.link().serviceId()).isEqualTo(Orders.SERVICE);
            messageIds.add(proven.messageId());
            gateway.notified(Orders.GALAXY_STORE, proven.messageId(), new String(body, StandardCharsets.UTF_8));
        } catch (Forged forged) {
            status = 401;
        } catch (MarketFailure | AssertionError e) {
            status = 503;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
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

    private static JsonNode buy(String binding) {
        return markets.post("/control/galaxy-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"%s}}\
            """.formatted(binding));
    }

    private static String purchaseId(JsonNode bought) {
        return bought.path("purchaseId").asString();
    }

    private static Receipt receipt(JsonNode bought) {
        return new Receipt(Receipt.Kind.MARKET_PURCHASE_ID, purchaseId(bought));
    }

    private static void refund(JsonNode bought) {
        markets.post("/control/galaxy-store/refunds", "{\"purchaseId\":\"" + purchaseId(bought) + "\"}");
    }

    /** Has the store send a notification; what it was answered. */
    private static List<Integer> send(String fields) {
        return markets.post("/control/galaxy-store/notifications", "{" + fields + "}")
                .path("statuses")
                .valueStream()
                .map(JsonNode::intValue)
                .toList();
    }

    private static List<Integer> resend(String kind, JsonNode bought) {
        return send("\"kind\":\"" + kind + "\",\"purchaseId\":\"" + purchaseId(bought) + "\"");
    }

    private Status lastStatus() {
        return gateway.notification(Orders.GALAXY_STORE, messageIds.getLast()).status();
    }

    private JsonNode pay(String id) {
        JsonNode bought = buy("");
        gateway.request(Orders.of(Orders.GALAXY_STORE, id));
        gateway.submit(id, "r1", receipt(bought));
        assertThat(gateway.payment(id).isPaid()).isTrue();
        return bought;
    }

    @Test
    void capturesAPurchaseWhoseClientHasCrashed() {
        gateway.request(Orders.of(Orders.GALAXY_STORE, "p1"));
        assertThat(resend("RESEND", buy(""))).containsExactly(200);
        assertThat(gateway.payment("p1").isPaid()).isFalse();
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.payment("p1").isPaid()).isTrue();
        assertThat(lastStatus()).isEqualTo(Status.APPLIED);
    }

    @Test
    void findsTheVeryPurchaseThatTheProfileIdNames() {
        gateway.request(Orders.of(Orders.GALAXY_STORE, "pur_1"));
        gateway.request(Orders.of(Orders.GALAXY_STORE, "pur_2"));
        resend("RESEND", buy(",\"obfuscatedProfileId\":\"pur_2\""));
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.payment("pur_1").isPaid()).isFalse();
        assertThat(gateway.payment("pur_2").isPaid()).isTrue();
    }

    @Test
    void receiptAndNotificationTogetherCaptureOnce() {
        JsonNode bought = buy("");
        gateway.request(Orders.of(Orders.GALAXY_STORE, "p1"));
        resend("RESEND", bought);
        gateway.submit("p1", "r1", receipt(bought));
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(lastStatus()).isEqualTo(Status.APPLIED);
    }

    @Test
    void aDuplicateIsOneMessageAndOneRefund() {
        JsonNode bought = pay("p1");
        refund(bought);
        assertThat(resend("DUPLICATE", bought)).containsExactly(200, 200);
        assertThat(messageIds.getFirst()).isEqualTo(messageIds.getLast());
        assertThat(messageIds.getFirst()).doesNotContain(purchaseId(bought));
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void aRefundThatIsToldBeforeTheReceiptGrantsNothing() {
        JsonNode bought = buy("");
        refund(bought);
        gateway.request(Orders.of(Orders.GALAXY_STORE, "p1"));
        assertThat(resend("RESEND", bought)).containsExactly(200);
        gateway.submit("p1", "r1", receipt(bought));
        for (int time = 0; time < 20; time++) {
            gateway.wait(Duration.ofHours(1));
        }
        assertThat(((ReceiptRefused) gateway.lastEvent()).code()).isEqualTo("PURCHASE_CANCELLED");
        assertThat(gateway.payment("p1").isPaid()).isFalse();
        assertThat(lastStatus()).isEqualTo(Status.IGNORED);
    }

    @Test
    void aRefundThatIsToldLateIsCounted() {
        JsonNode bought = pay("p1");
        gateway.confirmDelivery("p1");
        refund(bought);
        gateway.wait(Duration.ofDays(3));
        resend("RESEND", bought);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.payment("p1").hasNothingLeft()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "WRONG_KEY", "WRONG_AUDIENCE", "WRONG_ISSUER", "EXPIRED"})
    void refusesWhatIsNotProven(String proof) {
        JsonNode bought = pay("p1");
        refund(bought);
        assertThat(send("\"purchaseId\":\"" + purchaseId(bought) + "\",\"proof\":\"" + proof + "\""))
                .containsExactly(401);
        assertThat(messageIds).isEmpty();
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).isEmpty();
    }

    @Test
    void refusesWhatIsSignedForAnotherGame() {
        // Signed with the other game's own key, which must not speak for ours.
        assertThat(send("\"kind\":\"POISON\",\"serviceId\":\"other-game\"")).containsExactly(503);
        assertThat(messageIds).isEmpty();
    }

    @Test
    void parksWhatIsNotUnderstood() {
        assertThat(send("\"kind\":\"UNKNOWN_TYPE\",\"serviceId\":\"arcade\"")).containsExactly(200);
        assertThat(lastStatus()).isEqualTo(Status.PARKED);
        assertThat(send("\"kind\":\"POISON\",\"serviceId\":\"arcade\"")).containsExactly(200);
        assertThat(lastStatus()).isEqualTo(Status.PARKED);
    }

    @Test
    void ignoresATest() {
        assertThat(send("\"kind\":\"TEST\",\"serviceId\":\"arcade\"")).containsExactly(200);
        assertThat(lastStatus()).isEqualTo(Status.IGNORED);
    }

    @Test
    void takesInTheRefundsThatNobodyTold() {
        JsonNode bought = pay("p1");
        gateway.sweep();
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).isEmpty();
        refund(bought);
        gateway.wait(LocalGateway.SWEEP_INTERVAL);
        gateway.wait(LocalGateway.SWEEP_INTERVAL);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void findsARefundOnALaterPageOfTheOrders() {
        for (int sale = 0; sale < 110; sale++) {
            buy("");
        }
        JsonNode bought = pay("p1");
        refund(bought);
        gateway.sweep();
        // A first sweep goes a month back, which is more than one run takes in.
        gateway.wait(Duration.ofSeconds(2));
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
    }
}
