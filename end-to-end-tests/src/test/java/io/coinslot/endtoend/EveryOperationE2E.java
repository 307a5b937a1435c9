package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.client.DeviceKey;
import io.coinslot.client.DeviceSession;
import io.coinslot.client.PaymentToken;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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

    /** What a user's device alone may do, with a body that the device would send whose registration it is. */
    private static final Map<String, String> OF_A_DEVICE = Map.of(
            "POST /v1/card-registrations/{registrationId}/selections",
            "{\"cardReferenceIds\":[\"card-1\"]}",
            "POST /v1/card-registrations/{registrationId}/terms-acceptances",
            "{\"termsAndConditionsAssetId\":\"terms\",\"acceptedAt\":\"2026-01-01T00:00:00Z\"}",
            "POST /v1/card-registrations/{registrationId}/activation-code-requests",
            "{\"authenticationMethodId\":\"sms\"}",
            "POST /v1/card-registrations/{registrationId}/activations",
            "{\"authenticationCode\":\"123456\"}",
            "POST /v1/card-registrations/{registrationId}/cancel",
            "{}");

    /** The administrator's alone; a service is refused before anything is looked up. */
    private static final Set<String> ADMINISTRATORS = Set.of(
            "POST /v1/operations/parked-notifications/{notificationId}/redrive",
            "POST /v1/operations/parked-notifications/{notificationId}/settle",
            "POST /v1/operations/parked-payments/{purchaseId}/redrive",
            "POST /v1/operations/parked-payments/{purchaseId}/settle",
            "PUT /v1/services/{serviceId}/client-limits");

    /** Of what these name nothing can be read: its owner uses them once the stranger has failed to. */
    private static final Set<String> SHOWN_BY_NOTHING_ELSE =
            Set.of("POST /v1/webhook-attempts/{attemptId}/resend", "POST /v1/device-sessions/{sessionId}/revoke");

    private HttpClient http;
    private RunningStack stack;
    private ThingsOfAGame things;
    private Game owner;
    private Game stranger;
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
        things = new ThingsOfAGame(stack);
        owner = things.owner();
        stranger = new Game(stack);
    }

    @AfterAll
    void close() {
        if (things != null) {
            things.close();
        }
        if (stranger != null) {
            stranger.close();
        }
    }

    private List<Operation> operations() {
        return Operation.all(description);
    }

    private HttpResponse<String> ask(Operation operation, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(stack.gateway().resolve(operation.target(things.names())))
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
            if (operation.namesAnObject() && operation.needsToken()) {
                naming.add(operation.name());
            }
        }
        Set<String> known = new TreeSet<>(OF_AN_OBJECT.keySet());
        known.addAll(OF_THE_CALLERS_OWN);
        known.addAll(ADMINISTRATORS);
        known.addAll(OF_A_DEVICE.keySet());
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

    /** What its owner is shown, so that it is not just unknown to everybody as yet. */
    @Test
    void showsAStrangerNothingOfAnotherGame() throws Exception {
        String owners = token(owner);
        for (Operation operation : operations()) {
            if (OF_AN_OBJECT.containsKey(operation.name()) && operation.method().equals("GET")) {
                await(operation.name())
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> ask(operation, "", "Authorization", "Bearer " + owners)
                                        .statusCode()
                                == 200);
            }
        }
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
        Purchase sold = things.sold();
        assertThat(owner.client.purchases().get(sold.purchaseId()).status()).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(owner.client.paymentTokens().get(things.token()).status()).isEqualTo(PaymentToken.Status.ACTIVE);
        assertThat(stranger.client.paymentTokens().ofUser(things.holder().userId))
                .isEmpty();
        for (Operation operation : operations()) {
            if (SHOWN_BY_NOTHING_ELSE.contains(operation.name())) {
                HttpResponse<String> answer = ask(operation, "", "Authorization", "Bearer " + owners);
                assertThat(answer.statusCode())
                        .as("%s: %s", operation.name(), answer.body())
                        .isBetween(200, 299);
            }
        }
    }

    @Test
    void showsAnotherUsersDeviceNothing() throws Exception {
        DeviceKey otherKey = DeviceKey.generate();
        DeviceSession other = owner.client.devices().open("bob", "watch-2", otherKey.thumbprint());
        DeviceKey key = things.key();
        DeviceSession own = owner.client.devices().open("alice", "watch-1", key.thumbprint());
        String purchaseId = things.sold().purchaseId();
        URI address = stack.gateway().resolve("/v1/purchases/" + purchaseId);

        assertThat(byDevice("GET", address, "", otherKey, other).statusCode()).isEqualTo(404);
        assertThat(byDevice("GET", address, "", key, own).statusCode()).isEqualTo(200);
        HttpResponse<String> list = byDevice("GET", stack.gateway().resolve("/v1/purchases"), "", otherKey, other);
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body()).doesNotContain(purchaseId);
        for (String ofAlice : List.of(
                "/v1/card-registrations/" + things.registered().registrationId(), "/v1/tokens/" + things.token())) {
            assertThat(byDevice("GET", stack.gateway().resolve(ofAlice), "", otherKey, other)
                            .statusCode())
                    .as(ofAlice)
                    .isEqualTo(404);
        }
        HttpResponse<String> tokens = byDevice("GET", stack.gateway().resolve("/v1/tokens"), "", otherKey, other);
        assertThat(tokens.statusCode()).isEqualTo(200);
        assertThat(tokens.body()).doesNotContain(things.token());
    }

    /** The device of its user would be told that there is nothing left to do (409). */
    @Test
    void takesNoStepOfARegistrationForAnotherDevice() throws Exception {
        Cardholder holder = things.holder();
        DeviceSession own = owner.client.devices().open(holder.userId, "watch-1", holder.key.thumbprint());
        DeviceKey otherKey = DeviceKey.generate();
        DeviceSession otherUsers = owner.client.devices().open("bob", "watch-3", otherKey.thumbprint());
        DeviceSession otherDevice = owner.client.devices().open(holder.userId, "tablet", otherKey.thumbprint());
        for (Operation operation : operations()) {
            String body = OF_A_DEVICE.get(operation.name());
            if (body != null) {
                URI address = stack.gateway().resolve(operation.target(things.names()));
                for (DeviceSession other : List.of(otherUsers, otherDevice)) {
                    HttpResponse<String> answer = byDevice("POST", address, body, otherKey, other);
                    assertThat(answer.statusCode())
                            .as("%s: %s", operation.name(), answer.body())
                            .isEqualTo(404);
                }
                HttpResponse<String> answer = byDevice("POST", address, body, holder.key, own);
                assertThat(answer.statusCode())
                        .as("%s: %s", operation.name(), answer.body())
                        .isIn(202, 409);
            }
        }
    }

    private HttpResponse<String> byDevice(
            String method, URI address, String body, DeviceKey deviceKey, DeviceSession session) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(method, BodyPublishers.ofString(body))
                .header("Authorization", "DPoP " + session.accessToken())
                .header("DPoP", deviceKey.proof(method, address, session.accessToken()));
        if (method.equals("POST")) {
            request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return http.send(request.build(), BodyHandlers.ofString());
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
            if (operation.needsToken()) {
                assertThat(ask(operation, "{}", "Accept", "application/json").statusCode())
                        .as(operation.name())
                        .isEqualTo(401);
            }
        }
    }
}
