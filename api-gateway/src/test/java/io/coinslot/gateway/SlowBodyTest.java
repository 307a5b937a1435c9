package io.coinslot.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SlowBodyTest {
    private static final String BEGUN = "POST /v1/markets/stripe/notifications HTTP/1.1\r\nHost: x\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n";

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(
                "coinslot.gateway.upstream.connections-per-service=1", "server.tomcat.connection-timeout=3s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aBodyThatDoesNotComeHoldsNoPlaceAtAServiceAndIsAnswered408() throws Exception {
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            slow.setSoTimeout(30_000);
            slow.getOutputStream().write(BEGUN.getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();
            await().until(() -> beingAnswered() == 1);

            var other = gateway.send(
                    gateway.request("/v1/markets/stripe/notifications").POST(BodyPublishers.ofString("{}")));

            assertThat(other.statusCode()).isEqualTo(200);
            assertThat(answer(slow))
                    .startsWith("HTTP/1.1 408")
                    .contains("application/problem+json", "/problems/request-timeout");
            assertThat(gateway.service().received()).hasSize(1);
        }
    }

    @Test
    void norDoesALongOneWithAToken() throws Exception {
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("arcade"));
        gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("other"));
        String token = gateway.token("svc-arcade", 1, "");
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            slow.setSoTimeout(30_000);
            String begun = "POST /v1/products:import HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Length: 900000\r\n\r\n";
            slow.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().write(new byte[100_000]);
            slow.getOutputStream().flush();
            // One for the request and one for what there is of its body beyond 64 KiB.
            await().until(() -> beingAnswered() == 2);
            int before = gateway.service().received().size();

            String other = gateway.token("svc-other", 1, "");
            assertThat(gateway.send("POST", "/v1/products:import", other, "{}").statusCode())
                    .isEqualTo(200);
            assertThat(answer(slow)).startsWith("HTTP/1.1 408");
            assertThat(gateway.service().received()).hasSize(before + 1);
        }
    }

    /** What comes until the object in the body ends; the server waits for more of the request before it hangs up. */
    private static String answer(Socket from) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("}") < 0) {
            int next = from.getInputStream().read();
            assertThat(next).as("the answer ends here: %s", answer).isNotNegative();
            answer.append((char) next);
        }
        return answer.toString();
    }

    private static double beingAnswered() {
        return gateway.bean(MeterRegistry.class)
                .get("coinslot.http.places.taken")
                .tag("kind", "answering")
                .gauge()
                .value();
    }
}
