package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seeds the demo service, its products and its market links through the public API, as any operator would: what is missing.
 * What is there may have been changed since, and stays.
 */
final class DemoService {
    static final String STEP = "demo service";
    static final String SERVICE = "arcade";
    static final String CLIENT = "svc-" + SERVICE;
    static final Set<String> NEEDS = Set.of(
            Stack.GATEWAY,
            Stack.SIMULATORS,
            "catalog-service",
            "billing-service",
            "market-gateway-service",
            "settlement-service");
    private static final List<String> MARKETS =
            List.of("google-play", "app-store", "one-store", "galaxy-store", "stripe", "toss-payments");
    private static final String TOSS_FEES = "[{\"from\":\"2020-01-01\",\"rate\":\"0.0319\"}]";
    private static final Set<Integer> DONE = Set.of(200, 201);
    private static final Set<Integer> FOUND_OR_NOT = Set.of(200, 404);
    private static final Set<Integer> BUSY = Set.of(429, 503);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONFLICT = 409;
    private static final int KEY_REUSED = 422;
    private static final int MOST_TRIES = 10;
    private static final String SERVICE_PATH = "/v1/services/" + SERVICE;
    private static final String WEBHOOKS = "/webhooks/coinslot";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Ports ports;
    private final Keys keys;

    DemoService(Ports ports, Keys keys) {
        this.ports = ports;
        this.keys = keys;
    }

    /**
     * @param before what is known of the last time
     * @return what is known now
     */
    Seeded seed(Seeded before) throws IOException, InterruptedException {
        String token = token();
        createService(token);
        JsonNode service = send(token, "GET", SERVICE_PATH, null, DONE);
        for (String market : MARKETS) {
            JsonNode present = link(service, market);
            if (present == null) {
                link(token, market);
            } else if (before.portBase() != ports.base()) {
                follow(token, market, present);
            }
        }
        seedFees(token);
        for (DemoProduct product : DemoProduct.ALL) {
            seed(token, product);
        }
        int webhookSecret = service.path("webhookSecretGeneration").asInt(1);
        return new Seeded(ports.base(), clientSecret(webhookSecret), webhookSecret);
    }

    private static @Nullable JsonNode link(JsonNode service, String market) {
        for (JsonNode link : service.path("markets")) {
            if (link.path("market").asString("").equals(market)) {
                return link;
            }
        }
        return null;
    }

    /** What Toss Payments charges is a matter of contract: nothing is built in. */
    private void seedFees(String token) throws IOException, InterruptedException {
        String path = "/v1/fee-schedules/toss-payments";
        if (send(token, "GET", path, null, FOUND_OR_NOT).path(0).isMissingNode()) {
            send(token, "PUT", path, TOSS_FEES, DONE);
        }
    }

    private void seed(String token, DemoProduct product) throws IOException, InterruptedException {
        String path = "/v1/products/" + product.id();
        if (!send(token, "GET", path, null, FOUND_OR_NOT).has("productId")) {
            send(token, "PUT", path, product.json(), DONE);
        }
    }

    private String token() throws IOException, InterruptedException {
        String scopes = "services:write catalog:read catalog:write settlements:read settlements:write";
        String form = "grant_type=client_credentials&scope=" + URLEncoder.encode(scopes, StandardCharsets.UTF_8);
        return tokenAnswer(Keys.ADMIN_CLIENT, keys.clientSecret(Keys.ADMIN_CLIENT), form, DONE)
                .path("access_token")
                .asString();
    }

    /**
     * The generation of the client's secret. Nothing tells it but that its secret is taken: it is replaced together with
     * the webhook secret, so that one is the likeliest.
     *
     * @return that of the webhook secret if none is taken
     */
    private int clientSecret(int webhookSecret) throws IOException, InterruptedException {
        for (int generation = webhookSecret; generation > Math.max(0, webhookSecret - MOST_TRIES); generation--) {
            String secret = keys.clientSecret(CLIENT, generation);
            if (tokenAnswer(CLIENT, secret, "grant_type=client_credentials", Set.of(200, 401))
                    .has("access_token")) {
                return generation;
            }
        }
        return webhookSecret;
    }

    private JsonNode tokenAnswer(String clientId, String secret, String form, Set<Integer> accepted)
            throws IOException, InterruptedException {
        String credentials = clientId + ":" + secret;
        HttpRequest request = HttpRequest.newBuilder(URI.create(Ports.url(ports.gateway()) + "/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return answer(request, accepted);
    }

    private void createService(String token) throws IOException, InterruptedException {
        Map<String, Object> service =
                Map.of("serviceId", SERVICE, "name", "Arcade", "settlementCurrency", "KRW", "webhookUrl", webhookUrl());
        String body = JSON.writeValueAsString(service);
        JsonNode known = send(token, "POST", "/v1/services", body, Set.of(200, 201, CONFLICT, KEY_REUSED));
        if (Set.of(CONFLICT, KEY_REUSED).contains(known.path("status").asInt(0))) {
            followTheGame(token);
        }
    }

    /** The stack was started at other ports before. An address that somebody else has set stays. */
    private void followTheGame(String token) throws IOException, InterruptedException {
        JsonNode service = send(token, "GET", SERVICE_PATH, null, DONE);
        String present = service.path("webhookUrl").asString("");
        if (present.endsWith(WEBHOOKS) && !present.equals(webhookUrl())) {
            ObjectNode changed = JSON.createObjectNode()
                    .put("name", service.path("name").asString())
                    .put("webhookUrl", webhookUrl());
            changed.set("requiredConsents", service.path("requiredConsents"));
            send(token, "PUT", SERVICE_PATH, changed.toString(), DONE);
        }
    }

    private String webhookUrl() {
        return Ports.url(ports.exampleGame()) + WEBHOOKS;
    }

    private void link(String token, String market) throws IOException, InterruptedException {
        JsonNode published = published(market);
        Map<String, Object> body = Map.of(
                "enabled", true,
                "settings", published.path("settings"),
                "credentials", published.path("credentials"));
        send(token, "PUT", SERVICE_PATH + "/markets/" + market, JSON.writeValueAsString(body), DONE);
    }

    /** Some credentials name an address of the simulated market, which is another one now. Those of other shops stay. */
    private void follow(String token, String market, JsonNode present) throws IOException, InterruptedException {
        JsonNode published = published(market);
        JsonNode settings = present.path("settings");
        boolean isOurs = published.path("settings").properties().stream()
                .allMatch(setting -> settings.path(setting.getKey()).equals(setting.getValue()));
        if (isOurs && present.path("credentialsStored").asBoolean(false)) {
            Map<String, Object> body =
                    Map.of("enabled", present.path("enabled"), "credentials", published.path("credentials"));
            send(token, "PUT", SERVICE_PATH + "/markets/" + market, JSON.writeValueAsString(body), DONE);
        }
    }

    /** What the simulated market gives to whoever links a service to it. */
    private JsonNode published(String market) throws IOException, InterruptedException {
        String credentials = Ports.url(ports.simulators()) + "/control/" + market + "/credentials?serviceId=" + SERVICE;
        return answer(HttpRequest.newBuilder(URI.create(credentials)).build(), DONE);
    }

    private JsonNode send(String token, String method, String path, @Nullable String body, Set<Integer> accepted)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(Ports.url(ports.gateway()) + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Coinslot-Service", SERVICE)
                .header("Idempotency-Key", "seed-" + SERVICE + "-" + method + path.replace('/', '-'))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return answer(request, accepted);
    }

    /** Repeats what a busy stack refused: every request here is idempotent. */
    private JsonNode answer(HttpRequest request, Set<Integer> accepted) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        while (BUSY.contains(answer.statusCode()) && System.nanoTime() < end) {
            long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(Math.clamp(seconds, 1, 5)));
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        }
        if (!accepted.contains(answer.statusCode())) {
            throw new IOException(
                    request.method() + " " + request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }
}
