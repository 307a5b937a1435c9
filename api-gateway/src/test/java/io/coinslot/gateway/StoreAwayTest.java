package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StoreAwayTest {
    private static RunningGateway gateway;
    private static String token;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start();
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("arcade"));
        token = gateway.token("svc-arcade", 1, "");
        gateway.closeStore();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** Clients of the API repeat a 503, and nothing that was answered 500. */
    private static void assertToBeRepeated(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(answer).get("type").asString()).endsWith("/unavailable");
        assertThat(answer.body()).doesNotContain("Mongo", "127.0.0.1");
    }

    @Test
    void answersTokenRequestsWith503() {
        assertToBeRepeated(
                gateway.requestToken("svc-arcade", gateway.secret("svc-arcade", 1), "grant_type=client_credentials"));
    }

    @Test
    void answersRotationsWith503() {
        gateway.service()
                .answering((exchange, request) ->
                        StubService.answerJson(exchange, 200, "{\"previousValidUntil\":\"2026-11-22T08:00:00Z\"}"));

        assertToBeRepeated(gateway.send(gateway.request("/v1/services/arcade/secrets/rotate")
                .POST(BodyPublishers.ofString("{}"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "rotation-1")));
    }
}
