package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(
                "coinslot.gateway.limits.notifications-per-second=1",
                "coinslot.gateway.limits.notifications-burst=5",
                "coinslot.gateway.limits.peers-per-second=1",
                "coinslot.gateway.limits.peers-burst=5",
                "coinslot.gateway.limits.refused-per-second=1",
                "coinslot.gateway.limits.refused-burst=5",
                "coinslot.gateway.limits.client-requests-per-second=1",
                "coinslot.gateway.limits.client-burst=5",
                "server.forward-headers-strategy=native");
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("arcade"));
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("larger"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** The burst of five is let in, and of what comes behind it as many as seconds have passed. */
    private static List<HttpResponse<String>> twenty(int status, IntFunction<HttpResponse<String>> ask) {
        long begin = System.nanoTime();
        List<HttpResponse<String>> answers =
                IntStream.range(0, 20).mapToObj(ask).toList();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + 1;
        assertThat(answers.subList(0, 5)).allMatch(answer -> answer.statusCode() == status);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == status))
                .hasSizeLessThanOrEqualTo((int) (5 + seconds));
        return answers;
    }

    private static void assertLimited(IntFunction<HttpResponse<String>> ask) {
        HttpResponse<String> last = twenty(200, ask).getLast();
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
        assertThat(json(last).get("type").asString()).endsWith("/too-many-requests");
    }

    @Test
    void limitsAClientThatHasNoLimitOfItsOwn() {
        String token = gateway.token("svc-arcade", 1, "");

        assertLimited(i -> gateway.get("/v1/purchases", token));
    }

    private static void assertRefusedAndThenLimited(int status, IntFunction<HttpResponse<String>> ask) {
        List<HttpResponse<String>> answers = twenty(status, ask);
        assertThat(answers.getLast().statusCode()).isEqualTo(429);
        assertThat(answers.getLast().headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void limitsRequestsWithoutAValidTokenPerAddressAndLetsThoseWithOneIn() {
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("honest"));
        String token = gateway.token("svc-honest", 1, "");
        String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";

        assertRefusedAndThenLimited(401, i -> gateway.get("/v1/purchases", forged));
        assertThat(gateway.get("/v1/purchases", token).statusCode()).isEqualTo(200);
    }

    @Test
    void countsWhatATokenDoesNotAllow() {
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("narrow"));
        String token = gateway.token("svc-narrow", 1, "catalog:read");

        assertRefusedAndThenLimited(403, i -> gateway.get("/v1/purchases", token));
    }

    @Test
    void letsAClientHaveALargerLimitFromTheNextRequestOn() {
        String token = gateway.token("svc-larger", 1, "");
        IntStream.range(0, 20).forEach(i -> gateway.get("/v1/purchases", token));

        gateway.send(
                "PUT",
                "/v1/services/larger/client-limits",
                gateway.adminToken(),
                "{\"requestsPerSecond\":1000,\"burst\":1000}");

        assertThat(IntStream.range(0, 20).mapToObj(i -> gateway.get("/v1/purchases", token)))
                .allMatch(answer -> answer.statusCode() == 200);
    }

    /** Each with a limit of its own, so that a market that tells much shuts no payment server out. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/markets/stripe/notifications", "/peer/v1/cards/search"})
    void limitsRequestsWithoutATokenPerAddress(String path) {
        assertLimited(i -> gateway.send(gateway.request(path).POST(BodyPublishers.ofString("{}"))));
    }

    /** As documented for gateways behind a proxy: what a caller says of himself is not believed. */
    @Test
    void countsThoseWhoComeThroughAProxyByTheirOwnAddresses() {
        assertLimited(i -> notifiedFor("9.9.9." + i + ", 8.8.4.4"));

        assertThat(notifiedFor("8.8.8.8").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> notifiedFor(String addresses) {
        return gateway.send(gateway.request("/v1/markets/stripe/notifications")
                .POST(BodyPublishers.ofString("{}"))
                .header("X-Forwarded-For", addresses));
    }
}
