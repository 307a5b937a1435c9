package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProxyTest extends AtOneGateway {
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static String token;

    @BeforeAll
    static void getAToken() {
        token = gateway.token("svc-arcade", 1, "");
    }

    @Test
    void passesPathQueryBodyAndTokenOnAsTheyCame() {
        var answer =
                gateway.send("POST", "/v1/purchases/p%401/receipts?a=1&b=%2F&b=", token, "{\"purchaseToken\":\"x\"}");

        var received = gateway.service().last();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"answered\":true}");
        assertThat(received.target()).isEqualTo("/v1/purchases/p%401/receipts?a=1&b=%2F&b=");
        assertThat(received.body()).isEqualTo("{\"purchaseToken\":\"x\"}");
        assertThat(received.header("Authorization")).isEqualTo("Bearer " + token);
        assertThat(received.header("Content-type")).isEqualTo("application/json");
    }

    @Test
    void passesAFormOnByteForByte() {
        String form = "b=2&a=%41+1&a=x";
        gateway.send(gateway.request("/v1/markets/stripe/notifications")
                .POST(BodyPublishers.ofString(form))
                .header("Stripe-Signature", "t=1,v1=abc")
                .header("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(gateway.service().last().body()).isEqualTo(form);
        assertThat(gateway.service().last().header("Stripe-signature")).isEqualTo("t=1,v1=abc");
    }

    /** Partners sign the path, the content type and the body, and verify the answer's signature. */
    @Test
    void passesSignedMessagesBothWaysAsTheyWereSigned() {
        String input = "sig=(\"@method\" \"@path\" \"content-type\" \"content-digest\");created=1;nonce=\"n\"";
        gateway.service().answering((exchange, request) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            for (String header : List.of("Content-Digest", "Signature-Input", "Signature")) {
                exchange.getResponseHeaders().set(header, "of the answer, " + header);
            }
            exchange.sendResponseHeaders(410, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
        });
        var answer = gateway.send(gateway.request("/peer/v1/cards/crd_1/credential")
                .POST(BodyPublishers.ofString("{ \"requestId\" : \"n\" }"))
                .header("Content-Type", "application/json; charset=UTF-8")
                .header("Content-Digest", "sha-256=:abc=:")
                .header("Signature-Input", input)
                .header("Signature", "sig=:xyz=:"));

        var received = gateway.service().last();
        assertThat(received.target()).isEqualTo("/peer/v1/cards/crd_1/credential");
        assertThat(received.body()).isEqualTo("{ \"requestId\" : \"n\" }");
        assertThat(received.header("Content-type")).isEqualTo("application/json; charset=UTF-8");
        assertThat(received.header("Content-digest")).isEqualTo("sha-256=:abc=:");
        assertThat(received.header("Signature-input")).isEqualTo(input);
        assertThat(received.header("Signature")).isEqualTo("sig=:xyz=:");
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        for (String header : List.of("Content-Digest", "Signature-Input", "Signature")) {
            assertThat(answer.headers().firstValue(header)).contains("of the answer, " + header);
        }
    }

    @Test
    void passesTheTraceOnAndReturnsIt() {
        var answer = gateway.send(gateway.request("/v1/purchases")
                .header("Authorization", "Bearer " + token)
                .header("traceparent", TRACEPARENT));

        assertThat(gateway.service().last().header("Traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
        assertThat(answer.headers().firstValue("traceparent"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("00-0af7651916cd43dd8448eb211c80319c-"));
    }

    @Test
    void startsATraceWhereNoneOrABrokenOneCame() {
        gateway.send(gateway.request("/v1/purchases")
                .header("Authorization", "Bearer " + token)
                .header("traceparent", "00-zz-zz-01"));

        assertThat(gateway.service().last().header("Traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
        var refused = gateway.send(gateway.request("/v1/purchases").header("traceparent", TRACEPARENT));
        assertThat(json(refused).get("traceId").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void streamsALargeBodyBothWays() {
        String large = "x".repeat(900_000);
        gateway.service()
                .answering((exchange, request) -> StubService.answerJson(exchange, 201, "\"" + request.body() + "\""));

        var answer = gateway.send("POST", "/v1/products:import", token, large);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).hasSize(900_002);
    }

    @Test
    void answersWithTheServicesProblem() {
        gateway.service().answering((exchange, request) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.getResponseHeaders().set("Server", "inside");
            exchange.getResponseHeaders().set("Set-Cookie", "inside=1");
            exchange.sendResponseHeaders(409, -1);
        });

        var answer = gateway.send("POST", "/v1/purchases/p1/cancel", token, "");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void passesOnThatAServiceIsFullAndWhenToComeAgain() {
        String problem = "{\"type\":\"https://coinslot.example/problems/unavailable\",\"status\":503}";
        gateway.service().answering((exchange, request) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.sendResponseHeaders(503, problem.length());
            exchange.getResponseBody().write(problem.getBytes(StandardCharsets.UTF_8));
        });

        var answer = gateway.send("POST", "/v1/purchases", token, "{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).isEqualTo(problem);
    }
}
