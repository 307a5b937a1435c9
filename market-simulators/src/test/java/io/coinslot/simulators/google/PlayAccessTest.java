package io.coinslot.simulators.google;

import static io.coinslot.simulators.google.PlayDeveloper.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.token.RsaKey;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PlayAccessTest {
    private static final String PRICE = "\"price\":{\"amount\":\"1200\",\"currency\":\"KRW\"}";

    @TempDir
    Path data;

    OpenMarkets markets;
    PlayDeveloper developer;

    @BeforeEach
    void open() throws IOException {
        markets = new OpenMarkets(data);
        developer = new PlayDeveloper(markets, "arcade");
    }

    @AfterEach
    void close() {
        markets.close();
    }

    @Test
    void credentialsAreStable() {
        assertThat(markets.get("/control/google-play/credentials?serviceId=arcade"))
                .isEqualTo(markets.get("/control/google-play/credentials?serviceId=arcade"));
    }

    @Test
    void assertionSignedByAnotherKeyGetsNoToken() {
        long now = System.currentTimeMillis() / 1_000;
        String assertion = RsaKey.generate("unknown")
                .sign(Json.object()
                        .put("iss", "coinslot-arcade@coinslot-simulated.iam.gserviceaccount.com")
                        .put("aud", markets.address() + "/google-play/token")
                        .put("scope", "https://www.googleapis.com/auth/androidpublisher")
                        .put("iat", now)
                        .put("exp", now + 3600));
        HttpResponse<String> answer = markets.answerTo(
                "POST",
                "/google-play/token",
                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=" + assertion);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_grant", "Invalid JWT Signature.");
    }

    @Test
    void requestWithoutATokenIsUnauthenticated() {
        HttpResponse<String> answer = markets.answerTo(
                "GET",
                "/google-play/androidpublisher/v3/applications/" + developer.packageName + "/purchases/voidedpurchases",
                "");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"status\":\"UNAUTHENTICATED\"");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 429, 500, 503})
    void faultsAnswerInGooglesErrorBody(int status) throws IOException {
        JsonNode held = developer.sells(PRICE);
        get(held);
        markets.post(
                "/control/google-play/faults",
                "{\"errorRate\":1,\"errorStatus\":%d,\"pathContains\":\"purchases/products\",\"limit\":1}"
                        .formatted(status));
        GoogleJsonResponseException refusal = catchThrowableOfType(GoogleJsonResponseException.class, () -> get(held));
        assertThat(refusal.getStatusCode()).isEqualTo(status);
        assertThat(refusal.getDetails().getErrors()).isNotEmpty();
        get(held);
    }

    @Test
    void consumptionThatIsNeverAnsweredHasHappenedAllTheSame() throws IOException {
        JsonNode held = developer.sells(PRICE);
        get(held);
        markets.post("/control/google-play/faults", "{\"timeoutAfterCommit\":true,\"holdMillis\":60000}");
        Throwable timeout = org.assertj.core.api.Assertions.catchThrowable(() -> developer
                .publisher
                .getRequestFactory()
                .buildPostRequest(
                        new com.google.api.client.http.GenericUrl(markets.address()
                                + "/google-play/androidpublisher/v3/applications/" + developer.packageName
                                + "/purchases/products/gem_100/tokens/" + token(held) + ":consume"),
                        null)
                .setReadTimeout(300)
                .execute());
        assertThat(timeout).isInstanceOf(java.net.SocketTimeoutException.class);
        markets.delete("/control/google-play/faults");
        assertThat(get(held).getConsumptionState()).isOne();
    }

    @Test
    void faultsEndByThemselves() throws IOException {
        JsonNode held = developer.sells(PRICE);
        markets.post("/control/google-play/faults", "{\"errorRate\":1,\"until\":\"2020-01-01T00:00:00Z\"}");
        assertThat(get(held).getPurchaseState()).isZero();
    }

    private com.google.api.services.androidpublisher.model.ProductPurchase get(JsonNode held) throws IOException {
        return developer
                .publisher
                .purchases()
                .products()
                .get(developer.packageName, "gem_100", token(held))
                .execute();
    }
}
