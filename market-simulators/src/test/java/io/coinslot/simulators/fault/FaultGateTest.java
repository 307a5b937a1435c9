package io.coinslot.simulators.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.simulators.OpenMarkets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A market that holds nobody up hangs up on whom it does not answer. */
class FaultGateTest {
    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private OpenMarkets markets;

    @BeforeEach
    void open() {
        markets = new OpenMarkets(data);
    }

    @AfterEach
    void close() {
        http.close();
        markets.close();
    }

    private HttpResponse<String> prepare() throws IOException, InterruptedException {
        String key = markets.get("/control/stripe/credentials?serviceId=arcade")
                .path("credentials")
                .path("secretKey")
                .stringValue();
        return http.send(
                HttpRequest.newBuilder(URI.create(markets.address() + "/stripe/v1/payment_intents"))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("amount=1200&currency=krw"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int prepared() {
        return markets.get("/control/stripe/ledger?serviceId=arcade")
                .path("items")
                .size();
    }

    @Test
    void hangsUpOnWhatWasCarriedOut() throws Exception {
        markets.post("/control/stripe/faults", "{\"timeoutAfterCommit\":1,\"holdMillis\":0,\"limit\":1}");
        assertThatThrownBy(this::prepare).isInstanceOf(IOException.class);
        assertThat(prepared()).isEqualTo(1);
        assertThat(prepare().statusCode()).isEqualTo(200);
    }

    @Test
    void hangsUpBeforeAnythingIsCarriedOut() throws Exception {
        markets.post("/control/stripe/faults", "{\"hang\":1,\"holdMillis\":0,\"limit\":1}");
        assertThatThrownBy(this::prepare).isInstanceOf(IOException.class);
        assertThat(prepared()).isZero();
        assertThat(prepare().statusCode()).isEqualTo(200);
    }
}
