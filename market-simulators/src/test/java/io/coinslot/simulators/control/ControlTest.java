package io.coinslot.simulators.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.simulators.OpenMarkets;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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
}
