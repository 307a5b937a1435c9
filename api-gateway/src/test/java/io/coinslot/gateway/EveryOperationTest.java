package io.coinslot.gateway;

import static io.coinslot.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.client.DeviceKey;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Asks everything that openapi.json describes without the right to: with no token, too narrow a one, another's kind. */
class EveryOperationTest extends AtOneGateway {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final DeviceKey DEVICE = DeviceKey.generate();
    private static Set<String> scopesOfServices;
    private static String deviceToken;

    @BeforeAll
    static void getTokens() {
        scopesOfServices = new TreeSet<>(List.of(RunningGateway.claims(gateway.token("svc-arcade", 1, ""))
                .get("scope")
                .asString()
                .split(" ")));
        deviceToken = gateway.open("arcade", "alice", DEVICE).accessToken();
    }

    /**
     * An operation of the description.
     *
     * @param scopes of which a client needs one; none if the operation is not for clients or open to all
     * @param scopesOfDevices the same for devices
     */
    record Operation(String method, String path, Set<String> scopes, Set<String> scopesOfDevices) {
        static Operation of(String method, String path, JsonNode content) {
            return new Operation(
                    method.toUpperCase(Locale.ROOT),
                    path,
                    scopes(content.get("security"), "clientCredentials"),
                    scopes(content.get("security"), "deviceToken"));
        }

        private static Set<String> scopes(JsonNode security, String scheme) {
            Set<String> scopes = new TreeSet<>();
            for (JsonNode alternative : security) {
                alternative.path(scheme).forEach(scope -> scopes.add(scope.asString()));
            }
            return scopes;
        }

        boolean isOpen() {
            return scopes.isEmpty() && scopesOfDevices.isEmpty();
        }

        String target() {
            return path.replaceAll("\\{[^}]+}", "some-1");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static List<Operation> all() {
        List<Operation> operations = new ArrayList<>();
        JsonNode description = json(gateway.send(gateway.request("/openapi.json")));
        for (var path : description.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.add(Operation.of(operation.getKey(), path.getKey(), operation.getValue()));
                }
            }
        }
        return operations;
    }

    static Stream<Operation> closed() {
        return all().stream().filter(operation -> !operation.isOpen());
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request, Operation operation) {
        return gateway.send(request.method(operation.method(), BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k"));
    }

    private static HttpResponse<String> askAsClient(Operation operation, Collection<String> scopes) {
        String token = gateway.token("svc-arcade", 1, String.join(" ", scopes));
        return ask(gateway.request(operation.target()).header("Authorization", "Bearer " + token), operation);
    }

    private static HttpResponse<String> askAsDevice(Operation operation) {
        return ask(gateway.byDevice(operation.method(), operation.target(), DEVICE, deviceToken), operation);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String... types) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        String type = json(answer).get("type").asString();
        assertThat(type.substring(type.lastIndexOf('/') + 1)).isIn((Object[]) types);
        assertThat(gateway.service().received()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("closed")
    void refusesWhoeverBringsNoToken(Operation operation) {
        HttpResponse<String> answer = ask(gateway.request(operation.target()), operation);

        assertRefused(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @ParameterizedTest
    @MethodSource("closed")
    void refusesAClientThatHasEveryScopeButTheOne(Operation operation) {
        Set<String> others = new TreeSet<>(scopesOfServices);
        others.removeAll(operation.scopes());

        assertRefused(askAsClient(operation, others), 403, "insufficient-scope", "devices-only");
    }

    @ParameterizedTest
    @MethodSource("closed")
    void takesNoTokenForMoreThanItSays(Operation operation) {
        Set<String> fitting = new TreeSet<>(scopesOfServices);
        fitting.retainAll(operation.scopes());
        HttpResponse<String> byDevice = askAsDevice(operation);
        if (operation.scopesOfDevices().isEmpty()) {
            assertRefused(byDevice, 403, "not-for-devices");
        } else {
            assertThat(byDevice.statusCode()).isEqualTo(200);
        }
        gateway.service().reset();
        if (operation.scopes().isEmpty()) {
            assertRefused(askAsClient(operation, scopesOfServices), 403, "devices-only");
        } else {
            for (String scope : fitting) {
                HttpResponse<String> answer = askAsClient(operation, Set.of(scope));
                assertThat(answer.statusCode() != 401
                                && (answer.statusCode() != 403 || answer.body().contains("administrator-only")))
                        .as("%s with %s: %s", operation, scope, answer.body())
                        .isTrue();
            }
        }
    }

    /** What needs no token is a list to be read with care; it grows by intent only. */
    @Test
    void isOpenToAllAtTheseAlone() {
        assertThat(all().stream().filter(Operation::isOpen).map(Operation::toString))
                .containsExactlyInAnyOrder(
                        "GET /",
                        "GET /openapi.json",
                        "GET /.well-known/oauth-authorization-server",
                        "GET /oauth2/jwks",
                        "POST /oauth2/token",
                        "POST /v1/markets/{market}/notifications",
                        "POST /v1/markets/{market}/notifications/{serviceId}",
                        "POST /v1/issuers/mdes/notifications",
                        "POST /v1/issuers/plain/notifications",
                        "GET /peer/.well-known/jwks.json",
                        "POST /peer/v1/cards/search",
                        "POST /peer/v1/cards/{cardReferenceId}/credential",
                        "POST /peer/v1/notifications");
    }
}
