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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the simulators themselves. */
class MarketPlayerTest {
    private static final String ACCEPTED =
            "{\"purchaseId\":\"p1\",\"userId\":\"u1\",\"billing\":{\"marketProductId\":\"gem_100\",\"obfuscatedAccountId\":\"o1\"}}";

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

    @Test
    void paysAtGooglePlayAndHoldsAToken() throws IOException {
        String packageName = Fields.required(
                pool.get("/control/google-play/credentials?serviceId=bench-1", "")
                        .body(),
                "packageName");
        MarketPlayer player = MarketPlayer.AtStore.of(pool, MarketPlayer.GOOGLE_PLAY, packageName);
        assertThat(Fields.text(player.pay("p1", ACCEPTED), "purchaseToken")).isNotEmpty();
        player.pay("p2", ACCEPTED);
        assertThat(Ledger.read(pool, MarketPlayer.GOOGLE_PLAY, "bench-1", "KRW"))
                .isEqualTo(new Ledger(2, 0, "2400"));
    }

    @Test
    void buysAtGalaxyStoreAndHoldsAPurchaseId() throws IOException {
        String packageName = Fields.required(
                pool.get("/control/galaxy-store/credentials?serviceId=bench-1", "")
                        .body(),
                "packageName");
        MarketPlayer player = MarketPlayer.AtStore.of(pool, MarketPlayer.GALAXY_STORE, packageName);
        assertThat(Fields.text(player.pay("p1", ACCEPTED), "purchaseId")).hasSize(64);
        assertThat(Ledger.read(pool, MarketPlayer.GALAXY_STORE, "bench-1", "KRW"))
                .isEqualTo(new Ledger(1, 0, "1200"));
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
            Authorization none = new Authorization(toGateway, new Connection.Client("c", "s"));
            String receipt = new MarketPlayer.AtStripe(pool, toGateway, none).pay("p1", ACCEPTED);
            assertThat(receipt).isEqualTo("{\"paymentIntentId\":\"" + Fields.required(intent.body(), "id") + "\"}");
        } finally {
            gateway.stop(0);
        }
        assertThat(Ledger.read(pool, MarketPlayer.STRIPE, "bench-1", "USD")).isEqualTo(new Ledger(1, 1, "0.99"));
    }

    @Test
    void failsTheJourneyWhenTheMarketRefuses() {
        MarketPlayer player = MarketPlayer.AtStore.of(pool, MarketPlayer.GOOGLE_PLAY, "");
        assertThatThrownBy(() -> player.pay("p1", "{}")).isInstanceOf(JourneyFailedException.class);
    }

    @Test
    void beginsAndEndsFaults() throws IOException {
        Faults faults = new Faults(pool, List.of(MarketPlayer.GOOGLE_PLAY, MarketPlayer.STRIPE), 0.05);
        faults.begin();
        assertThat(pool.get("/control/stripe/faults", "").body()).contains("0.05");
        faults.end();
        assertThat(pool.get("/control/stripe/faults", "").body()).doesNotContain("0.05");
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
