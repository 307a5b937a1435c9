package io.coinslot.billing;

import static org.awaitility.Awaitility.await;

import io.coinslot.client.DeviceKey;
import io.coinslot.houserules.api.CheckingHttpClient;
import io.coinslot.schemas.Money;
import io.coinslot.schemas.market.PaymentCaptured;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.servicekit.event.LocalBroker;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls billing over HTTP. All such tests use one application. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "coinslot.kafka.bootstrap-servers=false",
            "coinslot.mongodb.uri=false",
            "coinslot.webhooks.allow-private-addresses=true"
        })
@Import(LocalService.class)
@ResourceLock("the application")
public abstract class ApiTest {
    static final String SCOPES = "purchases:write+purchases:read+refunds:write";
    /** A token of an operator, who belongs to no service. */
    static final String OPERATOR = "operator~~operations:write";

    private static final String KEYS = LocalService.keys().toString();

    private final HttpClient http = CheckingHttpClient.bySourceTree();
    private final JsonMapper json = JsonMapper.shared();

    @LocalServerPort
    int port;

    @Autowired
    LocalBroker broker;

    @Autowired
    FakeTables tables;

    @Autowired
    MeterRegistry meters;

    @Autowired
    EventSubscription<PaymentEventEnvelope> paymentEvents;

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry registry) {
        registry.add("coinslot.keys.directory", () -> KEYS);
    }

    /** A token of a service's own client. */
    static String ownerOf(String serviceId) {
        return "svc-" + serviceId + "~" + serviceId + "~" + SCOPES;
    }

    /** A new service with the product gem-100 for KRW 1200; its id is unique to the test. */
    String givenService() {
        return givenService(null);
    }

    String givenService(@Nullable String webhookUrl) {
        String serviceId = "s" + UUID.randomUUID().toString().substring(0, 12);
        tables.givenService(serviceId, webhookUrl, List.of(), "google-play", "stripe");
        tables.givenProduct(serviceId, "gem-100", "KRW", 1200);
        return serviceId;
    }

    /** A fresh purchase of the service. */
    Answer givenPurchase(String serviceId, String market) {
        return post(
                ownerOf(serviceId),
                "/v1/purchases",
                newKey(),
                "{'userId':'player-1','productId':'gem-100','market':'%s'}".formatted(market));
    }

    /** A purchase of the service that is paid. */
    String givenPaidPurchase(String serviceId) {
        String id = givenPurchase(serviceId, "google-play").text("/purchaseId");
        tell(serviceId, id, 1, captured("GPA." + id, 1200));
        return id;
    }

    static PaymentCaptured captured(String transactionId, long minorUnits) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new PaymentCaptured(
                transactionId,
                "com.example.arcade",
                new Money(minorUnits, "KRW"),
                null,
                "KR",
                now,
                now.plus(3, ChronoUnit.DAYS),
                false,
                "player-1",
                "gem-100",
                1L,
                false);
    }

    /** The market's fact reaches billing. */
    Consumed tell(String serviceId, String purchaseId, long sequence, Object event) {
        var envelope = new PaymentEventEnvelope(
                UUID.randomUUID().toString(),
                purchaseId,
                sequence,
                serviceId,
                "google-play",
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                event);
        return Objects.requireNonNull(paymentEvents.handler())
                .handle(new ReceivedEvent<>(purchaseId, envelope, 0, 0))
                .toCompletableFuture()
                .join();
    }

    /** Somebody else's request has arrived and is not answered yet. */
    void awaitInFlight(String kind) {
        await().until(() -> meters.get("coinslot.http.places.taken")
                        .tag("kind", kind)
                        .gauge()
                        .value()
                > 0);
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    Answer get(String token, String path) {
        return send(request(token, path).GET());
    }

    Answer put(String token, String path, String body) {
        return send(request(token, path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    Answer post(String token, String path, @Nullable String key, String body) {
        return postAccepting("*/*", token, path, key, body);
    }

    /** By somebody who takes no other answer than of this media type. */
    Answer postAccepting(String mediaType, String token, String path, @Nullable String key, String body) {
        HttpRequest.Builder request = request(token, path)
                .header("Accept", mediaType)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        return send(key == null ? request : request.header(IdempotencyKey.HEADER, key));
    }

    /** A request of before a rule that the API's description has today, against which it is not held. */
    Answer postAsBefore(String token, String path, String key, String body) {
        try (HttpClient unchecked = HttpClient.newHttpClient()) {
            return send(
                    unchecked,
                    request(token, path)
                            .header("Content-Type", "application/json")
                            .header(IdempotencyKey.HEADER, key)
                            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
        }
    }

    /** A request of a user's device with a proof for it, as the gateway hands both on. */
    Answer byDevice(TestDevice device, String method, String path, String body) {
        String token = encoded(device.token());
        String address = "http://127.0.0.1:8080" + path;
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "DPoP " + token)
                .header("DPoP", device.key().proof(method, URI.create(address), token))
                .header("Content-Type", "application/json")
                .header(IdempotencyKey.HEADER, newKey())
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    /** The device of a user of a service. */
    record TestDevice(String serviceId, String userId, String scopes, DeviceKey key) {
        static TestDevice of(String serviceId, String userId) {
            return new TestDevice(serviceId, userId, "purchases:read", DeviceKey.generate());
        }

        String token() {
            return "dev-1~" + serviceId + "~" + scopes + "~" + userId + "~" + key.thumbprint();
        }
    }

    private static String encoded(String token) {
        return Base64.getUrlEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + encoded(token));
    }

    private Answer send(HttpRequest.Builder request) {
        return send(http, request);
    }

    private Answer send(HttpClient client, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body().isEmpty() ? json.createObjectNode() : json.readTree(response.body()),
                    response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    record Answer(int status, JsonNode body, HttpResponse<String> response) {
        String text(String pointer) {
            return body.at(pointer).asString("");
        }

        @Nullable
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** The problem's kind and the first field that it names, such as 400 invalid-request /name. */
        String problem() {
            return problem(body, status);
        }

        static String problem(JsonNode problem, int status) {
            String type = problem.at("/type").asString("");
            String pointer = problem.at("/errors/0/pointer").asString("");
            return (status + " " + type.substring(type.lastIndexOf('/') + 1) + " " + pointer).strip();
        }
    }
}
