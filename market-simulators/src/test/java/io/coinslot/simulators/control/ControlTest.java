package io.coinslot.simulators.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ControlTest {
    @TempDir
    static Path data;

    static OpenMarkets markets;

    @BeforeAll
    static void open() {
        markets = new OpenMarkets(data);
    }

    @AfterAll
    static void close() {
        markets.close();
    }

    @Test
    void isReadyOnceItAnswers() {
        assertThat(markets.get("/actuator/health/readiness").path("status").stringValue())
                .isEqualTo("UP");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        POST | /control/google-play/purchases | {"packageName":"p","productId":"g"}       | 400 | /price
        POST | /control/google-play/purchases | {"packageName":"p","price":{"amount":"1.5","currency":"KRW"}} | 400 | /price
        POST | /control/google-play/purchases | {"packageName":"p","price":{"amount":"1","currency":"KRW"}} | 400 | /productId
        POST | /control/google-play/purchases | {"packageName":"p","outcome":"STOLEN"}    | 400 | /outcome
        POST | /control/google-play/purchases | not json                                  | 400 | not JSON
        POST | /control/google-play/faults    | {"errorrate":1}                           | 400 | /errorrate
        POST | /control/google-play/faults    | {"errorRate":2}                           | 400 | /errorRate
        POST | /control/google-play/faults    | {"reorder":2}                             | 400 | /reorder
        POST | /control/google-play/refunds   | {"orderId":"GPA.0"}                       | 404 | no such
        POST | /control/stripe/purchases      | {"paymentIntentId":"pi_0"}                | 404 | no such
        POST | /control/stripe/purchases      | {}                                        | 400 | /binding
        GET  | /control/stripe/credentials    | {}                                        | 400 | /serviceId
        GET  | /control/stripe/ledger?limit=0x | {}                                       | 400 | /limit
        GET  | /control/bazaar/ledger         | {}                                        | 404 | bazaar
        POST | /control/clock                 | {"advance":"-PT1H"}                       | 400 | /advance
        """)
    void refusalNamesWhatIsWrong(String method, String path, String body, int status, String named) {
        HttpResponse<String> answer = markets.answerTo(method, path, body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(named);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void ledgerIsReadByPagesAndAddsUp() {
        String packageName = markets.get("/control/google-play/credentials?serviceId=reader")
                .path("settings")
                .path("packageName")
                .stringValue();
        for (int sale = 0; sale < 5; sale++) {
            markets.post(
                    "/control/google-play/purchases",
                    "{\"packageName\":\"%s\",\"productId\":\"g\",\"price\":{\"amount\":\"0.99\",\"currency\":\"USD\"}}"
                            .formatted(packageName));
        }
        int found = 0;
        String cursor = "";
        JsonNode page;
        do {
            page = markets.get("/control/google-play/ledger?serviceId=reader&limit=2&after=" + cursor);
            assertThat(markets.get("/control/google-play/ledger?serviceId=reader&limit=2&cursor=" + cursor))
                    .isEqualTo(page);
            found += page.path("items").size();
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        assertThat(found).isEqualTo(5);
        assertThat(page.path("totals")
                        .path("byCurrency")
                        .path("USD")
                        .path("captured")
                        .stringValue())
                .isEqualTo("4.95");
        assertThat(page.path("totals").path("byState").path("CAPTURED").intValue())
                .isEqualTo(5);
    }

    @Test
    void notificationsAreReorderedByShare() {
        markets.post("/control/google-play/faults", "{\"reorder\":0.5}");
        assertThat(markets.get("/control/google-play/faults").path("reorder").doubleValue())
                .isEqualTo(0.5);
        markets.delete("/control/google-play/faults");
    }

    @Test
    void faultsTellHowManyRequestsHaveMetThem() {
        markets.post("/control/google-play/faults", "{\"errorRate\":1,\"limit\":2}");
        for (int disturbed = 0; disturbed < 4; disturbed++) {
            assertThat(markets.get("/control/google-play/faults")
                            .path("disturbed")
                            .intValue())
                    .isEqualTo(Math.min(disturbed, 2));
            markets.answerTo("GET", "/google-play/androidpublisher/v3/applications/a/orders/o", "");
        }
        markets.delete("/control/google-play/faults");
        assertThat(markets.get("/control/google-play/faults").path("disturbed").intValue())
                .isZero();
    }

    @Test
    void aPriceIsThatOfOnePieceAtEveryMarketThatIsTold() {
        for (String market : List.of("google-play", "app-store", "one-store", "galaxy-store", "toss-payments")) {
            String quantity = market.equals("galaxy-store") ? "1" : "2";
            JsonNode held = markets.post(
                    "/control/" + market + "/purchases",
                    "{\"serviceId\":\"never-seen\",\"orderId\":\"order-1\",\"productId\":\"g\",\"quantity\":" + quantity
                            + ",\"price\":{\"amount\":\"600\",\"currency\":\"KRW\"}}");
            assertThat(held.path("total").path("amount").asString())
                    .as(market)
                    .isEqualTo(quantity.equals("2") ? "1200" : "600");
        }
    }

    @Test
    void oneStoreTakesAnApplicationsNameForItsPackages() {
        String clientId = markets.get("/control/one-store/credentials?serviceId=packaged")
                .at("/settings/clientId")
                .stringValue();
        String sale = ",\"productId\":\"g\",\"price\":{\"amount\":\"600\",\"currency\":\"KRW\"}}";
        for (String named : List.of(
                "\"packageName\":\"" + clientId + "\"",
                "\"packageName\":\"com.example.game\",\"serviceId\":\"packaged\"")) {
            assertThat(markets.post("/control/one-store/purchases", "{" + named + sale)
                            .path("clientId")
                            .stringValue())
                    .isEqualTo(clientId);
        }
    }
}
