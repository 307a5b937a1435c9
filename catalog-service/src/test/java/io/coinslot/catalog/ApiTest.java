package io.coinslot.catalog;

import io.coinslot.houserules.api.CheckingHttpClient;
import io.coinslot.houserules.api.DescribedApi;
import io.coinslot.servicekit.event.LocalBroker;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the catalog over HTTP. All such tests use one application. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "coinslot.kafka.bootstrap-servers=false",
            "coinslot.mongodb.uri=false",
            "coinslot.catalog.products-per-service=1100"
        })
@Import(LocalCatalog.class)
@ResourceLock("the application")
abstract class ApiTest {
    static final String ADMIN = "admin..services:write+catalog:write+catalog:read";
    private static final String KEYS = LocalCatalog.keys().toString();

    /** Of a client that is made or whose secret is rotated the gateway completes the answer. */
    private static final Pattern COMPLETED_BY_THE_GATEWAY =
            Pattern.compile("POST /v1/services(/[^/]+/secrets/rotate)? → 20[01]: ANSWER ");

    private final HttpClient http =
            new CheckingHttpClient(HttpClient.newHttpClient(), DescribedApi::ofSourceTree, difference -> {
                if (!COMPLETED_BY_THE_GATEWAY.matcher(difference).lookingAt()) {
                    throw new AssertionError(difference);
                }
            });
    private final JsonMapper json = JsonMapper.shared();

    @LocalServerPort
    int port;

    @Autowired
    LocalBroker broker;

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry registry) {
        registry.add("coinslot.keys.directory", () -> KEYS);
    }

    /** A token of a service's own client. */
    static String ownerOf(String serviceId) {
        return "svc-" + serviceId + "." + serviceId + ".services:write+catalog:write+catalog:read";
    }

    /** A new service; its id is unique to the test. */
    String givenService() {
        String serviceId = "s" + UUID.randomUUID().toString().substring(0, 12);
        post(
                ADMIN,
                "/v1/services",
                newKey(),
                "{'serviceId':'%s','name':'A','settlementCurrency':'KRW'}".formatted(serviceId));
        return serviceId;
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    Answer get(String token, String path) {
        return send(request(token, path).GET());
    }

    Answer put(String token, String path, String body) {
        return put(token, path, body, null);
    }

    Answer put(String token, String path, String body, String ifMatch) {
        HttpRequest.Builder request = request(token, path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        return send(ifMatch == null ? request : request.header("If-Match", ifMatch));
    }

    Answer post(String token, String path, String key, String body) {
        return post(token, path, key, "application/json", body.replace('\'', '"'));
    }

    Answer post(String token, String path, String key, String contentType, String body) {
        HttpRequest.Builder request = request(token, path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(key == null ? request : request.header(IdempotencyKey.HEADER, key));
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header(
                        "Authorization",
                        "Bearer " + Base64.getUrlEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body().isEmpty() ? json.createObjectNode() : json.readTree(response.body()),
                    response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    record Answer(int status, JsonNode body, HttpResponse<String> response) {
        String text(String pointer) {
            return body.at(pointer).asString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** The problem's kind and the first field that it names, such as 400 invalid-request /name. */
        String problem() {
            String type = text("/type");
            String pointer = body.at("/errors/0/pointer").asString("");
            return (status + " " + type.substring(type.lastIndexOf('/') + 1) + " " + pointer).strip();
        }
    }
}
