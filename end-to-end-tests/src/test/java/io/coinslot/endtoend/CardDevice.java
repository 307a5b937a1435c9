package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.client.DeviceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A new device of a user, speaking HTTP itself, so that it can say anything. */
final class CardDevice {
    static final String REGISTRATIONS = "/v1/card-registrations";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Set<String> AT_REST =
            Set.of("COMPLETED", "DECLINED", "FAILED", "EXPIRED", "CANCELLED", "AUTHENTICATION_REQUIRED");

    final String userId;
    final DeviceKey key = DeviceKey.generate();
    private final HttpClient http;
    private final String accessToken;
    private final URI gateway;
    private final Simulators simulators;
    private final HeardAnswers answers;

    CardDevice(RunningStack stack, Game game, HeardAnswers answers, String userId) {
        this.userId = userId;
        this.gateway = stack.gateway();
        this.http = stack.contract().http();
        this.simulators = game.simulators;
        this.answers = answers;
        this.accessToken = game.client
                .devices()
                .open(userId, "watch-of-" + userId, key.thumbprint())
                .accessToken();
    }

    /** By which the token may be known, should it lie about somewhere. */
    String accessToken() {
        return accessToken;
    }

    /** The user registers a card at the other payment server; its id there. */
    String cardAtThePeer(String number, String expiry, String issuerId) {
        return simulators
                .post(
                        "/control/peer/cards",
                        Simulators.json()
                                .put("accountId", userId)
                                .put("accountNumber", number)
                                .put("expiryMonth", expiry.substring(0, 2))
                                .put("expiryYear", expiry.substring(2))
                                .put("issuerId", issuerId))
                .path("cardId")
                .stringValue();
    }

    String cardAtThePeer(String number) {
        return cardAtThePeer(number, "0330", "simulated-bank");
    }

    String assertion() {
        return assertion("VALID", "OUTER");
    }

    String assertion(String proof, String proofOf) {
        ObjectNode wish = Simulators.json()
                .put("accountId", userId)
                .put("audience", "coinslot")
                .put("deviceKeyThumbprint", key.thumbprint())
                .put("proof", proof)
                .put("proofOf", proofOf);
        wish.putArray("onward").add("simulated-wallet");
        return simulators
                .post("/control/account-provider/assertions", wish)
                .path("accountAssertion")
                .stringValue();
    }

    ObjectNode request(String mode, String assertion) {
        ObjectNode body = Simulators.json()
                .put("paymentAppInstanceId", "app-" + UUID.randomUUID())
                .put("walletId", "wallet")
                .put("consumerLanguage", "ko");
        body.putObject("accountInfo").put("accountAssertion", assertion);
        body.putObject("selection").put("mode", mode);
        body.putObject("deviceInfo")
                .put("deviceName", "watch")
                .put("formFactor", "WATCH")
                .put("osName", "WEAR")
                .put("osVersion", "5")
                .put("storageTechnology", "DEVICE_MEMORY")
                .putArray("paymentTypes")
                .add("NFC");
        return body;
    }

    /** Asks for the account's cards; the registration's id. */
    String ask(ObjectNode body) {
        HttpResponse<String> answer = post(REGISTRATIONS, body.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return read(answer).path("registrationId").stringValue();
    }

    /** Everything that can happen by itself has happened. */
    JsonNode awaitRest(String registrationId) {
        return await(registrationId, registration -> {
            for (JsonNode card : registration.path("cards")) {
                if (!AT_REST.contains(card.path("state").asString(""))) {
                    return false;
                }
            }
            return AT_REST.contains(registration.path("state").asString(""));
        });
    }

    JsonNode await(String registrationId, Predicate<JsonNode> condition) {
        return org.awaitility.Awaitility.await(registrationId)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(150))
                .until(() -> read(get(REGISTRATIONS + "/" + registrationId)), condition);
    }

    JsonNode awaitState(String registrationId, String state) {
        return await(
                registrationId,
                registration -> registration.path("state").asString("").equals(state));
    }

    void awaitToken(String reference, Predicate<JsonNode> condition) {
        org.awaitility.Awaitility.await(reference)
                .atMost(PATIENCE)
                .until(() -> read(get("/v1/tokens/" + reference)), condition);
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, null);
    }

    HttpResponse<String> post(String path, String body) {
        return send("POST", path, body, "Content-Type", "application/json", "Idempotency-Key", newKey());
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    /** Whatever the headers are, the request proves the device's key. */
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        URI address = URI.create(gateway + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(40))
                .header("Authorization", "DPoP " + accessToken)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        // Requests that come too fast for one device are sent again when they may be.
        return org.awaitility.Awaitility.await(path)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .pollDelay(Duration.ZERO)
                .until(() -> exchange(prepared(request, method, address)), answer -> answer.statusCode() != 429);
    }

    private HttpRequest prepared(HttpRequest.Builder request, String method, URI address) {
        return request.setHeader("DPoP", key.proof(method, address, accessToken))
                .build();
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return answers.heard(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode read(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
