package io.coinslot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.coinslot.simulators.Simulators;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the simulators themselves. */
class MarketPlayerTest {
    private static final String ACCEPTED =
            "{\"purchaseId\":\"p1\",\"userId\":\"u1\",\"productId\":\"gem-100\",\"billing\":{\"marketProductId\":\"gem_100\",\"obfuscatedAccountId\":\"o1\","
                + "\"appAccountToken\":\"5f0c8f6e-0000-8000-8000-000000000001\",\"orderReference\":\"pur_reference\"}}";

    @TempDir
    private Path data;

    private Simulators simulators;
    private HttpPool pool;

    @BeforeEach
    void openMarkets() {
        simulators = Simulators.start(new io.coinslot.simulators.Options(0, data, null));
        pool = new HttpPool(URI.create(simulators.address()));
    }

    @AfterEach
    void closeMarkets() throws IOException {
        pool.close();
        simulators.close();
    }

    private MarketPlayer playerAt(String market, HttpPool gateway) throws IOException {
        pool.get("/control/" + market + "/credentials?serviceId=bench-1", "");
        Authorization none = new Authorization(gateway, new Connection.Client("c", "s"));
        return MarketPlayer.at(market, "bench-1", pool, gateway, none);
    }

    @Test
    void paysAtGooglePlayAndHoldsAToken() throws IOException {
        MarketPlayer player = playerAt(MarketPlayer.GOOGLE_PLAY, pool);
        assertThat(Fields.text(player.pay("p1", ACCEPTED), "purchaseToken")).isNotEmpty();
        player.pay("p2", ACCEPTED);
        assertThat(Ledger.read(pool, MarketPlayer.GOOGLE_PLAY, "bench-1", "KRW"))
                .isEqualTo(new Ledger(2, 0, 0, "2400", "0", "0"));
    }

    @Test
    void buysAtGalaxyStoreAndHoldsAPurchaseId() throws IOException {
        MarketPlayer player = playerAt(MarketPlayer.GALAXY_STORE, pool);
        assertThat(Fields.text(player.pay("p1", ACCEPTED), "purchaseId")).hasSize(64);
        assertThat(Ledger.read(pool, MarketPlayer.GALAXY_STORE, "bench-1", "KRW"))
                .isEqualTo(new Ledger(1, 0, 0, "1200", "0", "0"));
    }

    @Test
    void buysAtTheAppStoreAndHoldsASignedTransaction() throws IOException {
        MarketPlayer player = playerAt(MarketPlayer.APP_STORE, pool);
        assertThat(Fields.text(player.pay("p1", ACCEPTED), "signedTransaction").split("\\."))
                .hasSize(3);
        assertThat(Ledger.read(pool, MarketPlayer.APP_STORE, "bench-1", "USD"))
                .isEqualTo(new Ledger(1, 0, 0, "0.99", "0.00", "0.00"));
    }

    @Test
    void buysAtOneStoreForThePurchase() throws IOException {
        MarketPlayer player = playerAt(MarketPlayer.ONE_STORE, pool);
        assertThat(Fields.text(player.pay("p1", ACCEPTED), "purchaseToken")).isNotEmpty();
        assertThat(pool.get("/control/one-store/ledger?serviceId=bench-1", "").body())
                .contains("pur_reference");
        assertThat(Ledger.read(pool, MarketPlayer.ONE_STORE, "bench-1", "KRW"))
                .isEqualTo(new Ledger(1, 0, 0, "1200", "0", "0"));
    }

    @Test
    void authorisesAtTossPaymentsOnceThePurchaseCanBePaid() throws IOException {
        HttpServer gateway =
                gatewayThatAnswers("{\"status\":\"PAYABLE\",\"billing\":{\"orderReference\":\"pur_reference\"}}");
        try (HttpPool toGateway = new HttpPool(
                URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()))) {
            MarketPlayer player = playerAt(MarketPlayer.TOSS_PAYMENTS, toGateway);
            assertThat(Fields.text(player.pay("p1", ACCEPTED), "paymentKey")).isNotEmpty();
        } finally {
            gateway.stop(0);
        }
        assertThat(Ledger.read(pool, MarketPlayer.TOSS_PAYMENTS, "bench-1", "KRW"))
                .isEqualTo(new Ledger(1, 1, 0, "0", "0", "0"));
    }

    @Test
    void paysAtStripeOnceThePaymentIsPrepared() throws IOException {
        String secretKey = Fields.required(
                pool.get("/control/stripe/credentials?serviceId=bench-1", "").body(), "secretKey");
        HttpConnection.Answer intent = pool.send(
                "POST",
                "/stripe/v1/payment_intents",
                "Authorization: Bearer " + secretKey + "\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                "amount=99&currency=usd");
        String clientSecret = Fields.required(intent.body(), "client_secret");
        HttpServer gateway = gatewayThatAnswers("{\"billing\":{\"clientSecret\":\"" + clientSecret + "\"}}");
        try (HttpPool toGateway = new HttpPool(
                URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()))) {
            String receipt = playerAt(MarketPlayer.STRIPE, toGateway).pay("p1", ACCEPTED);
            assertThat(receipt).isEqualTo("{\"paymentIntentId\":\"" + Fields.required(intent.body(), "id") + "\"}");
        } finally {
            gateway.stop(0);
        }
        assertThat(Ledger.read(pool, MarketPlayer.STRIPE, "bench-1", "USD"))
                .isEqualTo(new Ledger(1, 0, 1, "0.99", "0.00", "0.00"));
    }

    @Test
    void failsTheJourneyWhenTheMarketRefuses() throws IOException {
        MarketPlayer player = playerAt(MarketPlayer.GOOGLE_PLAY, pool);
        assertThatThrownBy(() -> player.pay("p1", "{}")).isInstanceOf(JourneyFailedException.class);
    }

    private String faultsAtStripe() throws IOException {
        return pool.get("/control/stripe/faults", "").body();
    }

    @Test
    void beginsAndEndsFaultsWhoseSharesAddUp() throws IOException {
        Faults faults = new Faults(pool, List.of(MarketPlayer.GOOGLE_PLAY, MarketPlayer.STRIPE), 0.05);
        faults.begin();
        assertThat(faultsAtStripe())
                .contains("\"errorRate\":0.03", "\"errorAfterCommit\":0.01", "\"timeoutAfterCommit\":0.01")
                .contains("\"duplicateNotifications\":0.05", "\"reorder\":1.0");
        faults.end();
        assertThat(faultsAtStripe()).contains("\"errorRate\":0.0,").contains("\"reorder\":0.0");
    }

    @Test
    void aHangingMarketRecoversToTheFaultsItHad() throws Exception {
        Faults faults = new Faults(pool, List.of(MarketPlayer.STRIPE), 0.05);
        faults.begin();
        Hang hang = new Hang(MarketPlayer.STRIPE, 1, 1, faults);
        Thread beside = hang.beside(System.nanoTime());
        Awaitility.await().until(() -> faultsAtStripe().contains("\"hang\":1.0"));
        List<Journey> journeys = List.of(
                posted(MarketPlayer.GOOGLE_PLAY, 0, 10),
                posted(MarketPlayer.GOOGLE_PLAY, System.nanoTime(), 15),
                posted(MarketPlayer.STRIPE, System.nanoTime(), 9_000));
        beside.join();
        hang.requireDone();
        assertThat(faultsAtStripe()).contains("\"hang\":0.0").contains("\"errorRate\":0.03");
        assertThat(hang.report(new Measurement(1, journeys, 0, 0, Map.of(), Map.of(), 0, hang)))
                .containsEntry("market", "stripe")
                .containsEntry("purchasesThere", 1L)
                .extracting("others")
                .asString()
                .contains("p99Ratio=1.5")
                .doesNotContain("stripe");
    }

    private static Journey posted(String market, long intendedNanos, int millis) {
        Journey journey = new Journey(market, intendedNanos);
        journey.mark(Journey.Stage.CAPTURE_POSTED, intendedNanos + millis * 1_000_000L);
        journey.mark(Journey.Stage.DELIVERY_POSTED, intendedNanos + millis * 1_000_000L);
        return journey;
    }

    private static HttpServer gatewayThatAnswers(String json) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/v1/purchases/p1", exchange -> {
            try (exchange) {
                byte[] body = json.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }
}
