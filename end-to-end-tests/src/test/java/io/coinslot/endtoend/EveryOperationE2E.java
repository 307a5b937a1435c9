package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.client.CardRegistration;
import io.coinslot.client.DeviceKey;
import io.coinslot.client.DeviceSession;
import io.coinslot.client.NewCardRegistration;
import io.coinslot.client.NewSettlement;
import io.coinslot.client.PaymentToken;
import io.coinslot.client.Price;
import io.coinslot.client.ProductDefinition;
import io.coinslot.client.ProductType;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseStatus;
import io.coinslot.client.Receipt;
import io.coinslot.client.WebhookAttempt;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks through everything that openapi.json of the running stack describes: what names an object is asked by a stranger,
 * who finds nothing. A new operation fails here until it says whose its objects are.
 */
@ExtendWith(StackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryOperationE2E {
    /** Operations that name an object of a service, with a body that its owner's request would have. */
    private static final Map<String, String> OF_AN_OBJECT = Map.ofEntries(
            Map.entry("GET /v1/services/{serviceId}", ""),
            Map.entry("PUT /v1/services/{serviceId}", "{\"name\":\"Mine now\"}"),
            Map.entry(
                    "PUT /v1/services/{serviceId}/markets/{market}",
                    "{\"enabled\":false,\"settings\":{},\"credentials\":{}}"),
            Map.entry("PUT /v1/services/{serviceId}/market-preferences", "{\"preferences\":[]}"),
            Map.entry("POST /v1/services/{serviceId}/secrets/rotate", "{}"),
            Map.entry("PUT /v1/services/{serviceId}/client-keys", "{\"jwks\":{\"keys\":[]}}"),
            Map.entry("POST /v1/device-sessions/{sessionId}/revoke", ""),
            Map.entry("GET /v1/products/{productId}", ""),
            Map.entry("GET /v1/purchases/{purchaseId}", ""),
            Map.entry("POST /v1/purchases/{purchaseId}/receipts", "{\"purchaseToken\":\"t\"}"),
            Map.entry("POST /v1/purchases/{purchaseId}/delivery", "{}"),
            Map.entry("POST /v1/purchases/{purchaseId}/cancel", "{}"),
            Map.entry("POST /v1/purchases/{purchaseId}/refunds", "{\"reason\":\"greed\"}"),
            Map.entry("GET /v1/purchases/{purchaseId}/refunds", ""),
            Map.entry("POST /v1/webhook-attempts/{attemptId}/resend", ""),
            Map.entry("GET /v1/payment-tokens/{tokenUniqueReference}/limits", ""),
            Map.entry("PUT /v1/payment-tokens/{tokenUniqueReference}/limits", "{\"purchasesPerDay\":200}"),
            Map.entry("GET /v1/settlements/{settlementId}", ""),
            Map.entry("GET /v1/settlements/{settlementId}/entries.csv", ""),
            Map.entry("GET /v1/card-registrations/{registrationId}", ""),
            Map.entry("GET /v1/tokens/{tokenUniqueReference}", ""),
            Map.entry("POST /v1/tokens/{tokenUniqueReference}/suspend", "{\"causedBy\":\"TOKEN_REQUESTOR\"}"),
            Map.entry("POST /v1/tokens/{tokenUniqueReference}/unsuspend", "{\"causedBy\":\"TOKEN_REQUESTOR\"}"),
            Map.entry("POST /v1/tokens/{tokenUniqueReference}/delete", "{\"causedBy\":\"TOKEN_REQUESTOR\"}"));

    /** Operations whose path names something that each service has of its own, so that nobody's is foreign. */
    private static final Set<String> OF_THE_CALLERS_OWN = Set.of(
            "PUT /v1/products/{productId}",
            "GET /v1/users/{userId}/limits",
            "PUT /v1/users/{userId}/limits",
            "GET /v1/users/{userId}/consents/{kind}",
            "PUT /v1/users/{userId}/consents/{kind}",
            "GET /v1/fee-schedules/{market}",
            "PUT /v1/fee-schedules/{market}");

    /** The administrator's alone; a service is refused before anything is looked up. */
    private static final Set<String> ADMINISTRATORS = Set.of(
            "POST /v1/operations/parked-notifications/{notificationId}/redrive",
            "POST /v1/operations/parked-notifications/{notificationId}/settle",
            "POST /v1/operations/parked-payments/{purchaseId}/redrive",
            "POST /v1/operations/parked-payments/{purchaseId}/settle",
            "PUT /v1/services/{serviceId}/client-limits");

    private HttpClient http;
    private final DeviceKey key = DeviceKey.generate();
    private RunningStack stack;
    private Game owner;
    private Game stranger;
    private Purchase sold;
    private Cardholder holder;
    private CardRegistration registered;
    private Map<String, String> objects;
    private JsonNode description;

    @BeforeAll
    void sellSomething(RunningStack running) throws Exception {
        stack = running;
        http = stack.contract().http();
        description = JsonMapper.shared()
                .readTree(http.send(
                                HttpRequest.newBuilder(stack.gateway().resolve("/openapi.json"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body());
        owner = new Game(stack);
        stranger = new Game(stack);
        owner.client
                .products()
                .put(
                        "gem-of-one-game",
                        new ProductDefinition(
                                "A gem",
                                ProductType.CONSUMABLE,
                                List.of(new Price(Game.GOOGLE_PLAY, null, "1200", "KRW")),
                                Map.of(),
                                null,
                                null,
                                true));
        sold = owner.buy("alice", Game.GOOGLE_PLAY);
        JsonNode held = owner.payAtGooglePlay(sold);
        owner.submit(sold, Receipt.purchaseToken(held.path("purchaseToken").stringValue()));
        owner.awaitStatus(sold, PurchaseStatus.COMPLETED);
        DeviceSession session = owner.client.devices().open("alice", "watch-1", key.thumbprint());
        holder = new Cardholder(stack, owner);
        holder.cardOnThePhone("4111111111111111", Cardholder.Company.BANK);
        registered = holder.ask(NewCardRegistration.Selection.ALL);
        objects = Map.ofEntries(
                Map.entry("serviceId", owner.serviceId),
                Map.entry("market", "google-play"),
                Map.entry("productId", "gem-of-one-game"),
                Map.entry("purchaseId", sold.purchaseId()),
                Map.entry("attemptId", firstAttempt()),
                Map.entry("notificationId", "c3RyaXBlfGFyY2FkZXxldnRfMQ"),
                Map.entry("settlementId", settlement()),
                Map.entry("sessionId", session.sessionId()),
                Map.entry("registrationId", registered.registrationId()),
                Map.entry("tokenUniqueReference", token()),
                Map.entry("userId", "alice"),
                Map.entry("kind", "terms"));
    }

    @AfterAll
    void close() {
        if (holder != null) {
            holder.close();
        }
        for (Game game : Arrays.asList(owner, stranger)) {
            if (game != null) {
                game.close();
            }
        }
    }

    private String token() {
        return Objects.requireNonNull(registered.cards().getFirst().tokenUniqueReference());
    }

    private String firstAttempt() {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> owner.client
                                .deliveries()
                                .webhookAttempts(sold.purchaseId())
                                .findFirst()
                                .map(WebhookAttempt::id)
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    private String settlement() {
        return owner.client
                .settlements()
                .request(NewSettlement.ofService(
                        Instant.now().minus(Duration.ofHours(1)), Instant.now().minus(Duration.ofMinutes(1))))
                .settlementId();
    }

    private List<Operation> operations() {
        return Operation.all(description);
    }

    private String target(Operation operation) {
        String target = operation.path();
        for (Map.Entry<String, String> object : objects.entrySet()) {
            target = target.replace("{" + object.getKey() + "}", object.getValue());
        }
        return target;
    }

    private HttpResponse<String> ask(Operation operation, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(stack.gateway().resolve(target(operation)))
                .method(operation.method(), BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString());
        for (int index = 0; index < headers.length; index += 2) {
            request.setHeader(headers[index], headers[index + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private String token(Game game) throws Exception {
        String pair = game.secrets.clientId() + ":" + game.secrets.clientSecret();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(stack.gateway().resolve("/oauth2/token"))
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        return JsonMapper.shared().readTree(answer.body()).get("access_token").stringValue();
    }

    @Test
    void knowsOfEachOperationWhoseItsObjectsAre() {
        Set<String> naming = new TreeSet<>();
        for (Operation operation : operations()) {
            if (operation.path().contains("{") && !operation.scopes().isEmpty()) {
                naming.add(operation.name());
            }
        }
        Set<String> known = new TreeSet<>(OF_AN_OBJECT.keySet());
        known.addAll(OF_THE_CALLERS_OWN);
        known.addAll(ADMINISTRATORS);
        assertThat(naming).isEqualTo(known);
    }

    @Test
    void leavesWhatIsTheAdministratorsToNobodyElse() throws Exception {
        for (Operation operation : operations()) {
            if (ADMINISTRATORS.contains(operation.name())) {
                HttpResponse<String> answer =
                        ask(operation, "{\"reason\":\"mine\"}", "Authorization", "Bearer " + token(owner));
                assertThat(answer.statusCode())
                        .as("%s: %s", operation.name(), answer.body())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void showsAStrangerNothingOfAnotherGame() throws Exception {
        String token = token(stranger);
        for (Operation operation : operations()) {
            String body = OF_AN_OBJECT.get(operation.name());
            if (body != null) {
                HttpResponse<String> answer = ask(operation, body, "Authorization", "Bearer " + token);
                assertThat(answer.statusCode())
                        .as("%s: %s", operation.name(), answer.body())
                        .isEqualTo(404);
                assertThat(answer.headers().firstValue("Content-Type"))
                        .as(operation.name())
                        .contains("application/problem+json");
            }
        }
        assertThat(owner.client.purchases().get(sold.purchaseId()).status()).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(owner.client.paymentTokens().get(token()).status()).isEqualTo(PaymentToken.Status.ACTIVE);
        assertThat(stranger.client.paymentTokens().ofUser(holder.userId)).isEmpty();
    }

    @Test
    void showsAnotherUsersDeviceNothing() throws Exception {
        DeviceKey otherKey = DeviceKey.generate();
        DeviceSession other = owner.client.devices().open("bob", "watch-2", otherKey.thumbprint());
        DeviceSession own = owner.client.devices().open("alice", "watch-1", key.thumbprint());
        String path = "/v1/purchases/" + sold.purchaseId();
        URI address = stack.gateway().resolve(path);

        assertThat(byDevice(address, otherKey, other).statusCode()).isEqualTo(404);
        assertThat(byDevice(address, key, own).statusCode()).isEqualTo(200);
        HttpResponse<String> list = byDevice(stack.gateway().resolve("/v1/purchases"), otherKey, other);
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body()).doesNotContain(sold.purchaseId());
        for (String ofAlice :
                List.of("/v1/card-registrations/" + registered.registrationId(), "/v1/tokens/" + token())) {
            assertThat(byDevice(stack.gateway().resolve(ofAlice), otherKey, other)
                            .statusCode())
                    .as(ofAlice)
                    .isEqualTo(404);
        }
        HttpResponse<String> tokens = byDevice(stack.gateway().resolve("/v1/tokens"), otherKey, other);
        assertThat(tokens.statusCode()).isEqualTo(200);
        assertThat(tokens.body()).doesNotContain(token());
    }

    private HttpResponse<String> byDevice(URI address, DeviceKey deviceKey, DeviceSession session) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Authorization", "DPoP " + session.accessToken())
                        .header("DPoP", deviceKey.proof("GET", address, session.accessToken()))
                        .build(),
                BodyHandlers.ofString());
    }

    /** What a service may do and what takes JSON takes nothing else. */
    @Test
    void takesNothingButJsonWhereJsonIsDescribed() throws Exception {
        String token = token(owner);
        int asked = 0;
        for (Operation operation : operations()) {
            if (operation.takesJson() && !operation.scopes().isEmpty()) {
                HttpResponse<String> answer =
                        ask(operation, "{}", "Authorization", "Bearer " + token, "Content-Type", "text/plain");
                assertThat(answer.statusCode())
                        .as("%s: %s", operation.name(), answer.body())
                        .isIn(
                                answer.body().contains("/problems/administrator-only")
                                                || answer.body().contains("/problems/insufficient-scope")
                                        ? List.of(403)
                                        : List.of(415));
                asked += answer.statusCode() == 415 ? 1 : 0;
            }
        }
        assertThat(asked).isGreaterThan(20);
    }

    /** RFC 9110 §11.6.1: who is refused is told what proof is asked for. */
    @Test
    void refusesWhatNobodyHasSigned() throws Exception {
        Set<String> targets = new TreeSet<>();
        for (Operation operation : operations()) {
            if (operation.isOpen() && operation.takesJson()) {
                description
                        .at("/components/schemas/Market/enum")
                        .forEach(market -> targets.add(operation
                                .path()
                                .replace("{market}", market.asString())
                                .replace("{serviceId}", owner.serviceId)
                                .replace("{cardReferenceId}", "card-1")));
            }
        }
        // Most of what Toss Payments tells nobody signs, and to the other markets this game is not linked.
        targets.removeIf(target -> target.contains("toss-payments")
                || target.endsWith("/" + owner.serviceId)
                        && !target.contains("google-play")
                        && !target.contains("stripe"));
        assertThat(targets).hasSizeGreaterThan(10);
        for (String target : targets) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(stack.gateway().resolve(target))
                            .POST(BodyPublishers.ofString("{}"))
                            .header("Content-Type", "application/json")
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("%s: %s", target, answer.body()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .as(target)
                    .isPresent();
        }
    }

    @Test
    void refusesEveryOperationWithoutAToken() throws Exception {
        for (Operation operation : operations()) {
            if (!operation.scopes().isEmpty()) {
                assertThat(ask(operation, "{}", "Accept", "application/json").statusCode())
                        .as(operation.name())
                        .isEqualTo(401);
            }
        }
    }
}
