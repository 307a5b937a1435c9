package io.coinslot.gateway;

import io.coinslot.client.DeviceKey;
import io.coinslot.client.DeviceSession;
import io.coinslot.gateway.client.ClientSecrets;
import io.coinslot.houserules.api.CheckingHttpClient;
import io.coinslot.houserules.api.DescribedApi;
import io.coinslot.localstack.store.EmbeddedStore;
import io.coinslot.servicekit.key.SecretKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway on a free port, in front of one stub that plays every service. */
final class RunningGateway implements AutoCloseable {
    static final String ISSUER = "http://gateway.test";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final EmbeddedStore store;
    private final Path keys;
    private final StubService service;
    private final List<RunningGateway> others = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private boolean storeIsClosed;

    private RunningGateway(EmbeddedStore store, Path keys, StubService service, String... settings) {
        this.store = store;
        this.keys = keys;
        this.service = service;
        Map<String, Object> all = new HashMap<>(Map.of(
                "server.port",
                0,
                "coinslot.security.issuer",
                ISSUER,
                "coinslot.keys.directory",
                keys,
                "coinslot.mongodb.uri",
                store.uri(),
                "coinslot.routes.catalog",
                service.address(),
                "coinslot.routes.billing",
                service.address(),
                "coinslot.routes.market-gateway",
                service.address(),
                "coinslot.routes.settlement",
                service.address()));
        all.put("coinslot.routes.card-registry", service.address());
        all.put("logging.level.root", "WARN");
        // The local stack tells every service the same; the gateway must live with what it does not need.
        all.put("coinslot.security.jwks-uri", ISSUER + "/oauth2/jwks");
        all.put("coinslot.kafka.bootstrap-servers", "127.0.0.1:9");
        for (String setting : settings) {
            all.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        this.context = SpringApplication.run(
                ApiGatewayApplication.class,
                all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    static RunningGateway start(String... settings) {
        return new RunningGateway(EmbeddedStore.inMemory(), KeyFolder.create(), new StubService(), settings);
    }

    /** Another process in front of the same store and service. */
    RunningGateway restarted(String... settings) {
        context.close();
        return new RunningGateway(store, keys, service, settings);
    }

    /** The text of the key file of access tokens, for {@link #restarted} to begin with. */
    void signWith(String keys) {
        try {
            Files.writeString(this.keys.resolve("gateway-signing.jwk"), keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One more process beside this one, in front of the same store and service. It lives as long as this one. */
    RunningGateway another(String... settings) {
        RunningGateway other = new RunningGateway(store, keys, service, settings);
        others.add(other);
        return other;
    }

    /** The store goes away and does not come back. */
    void closeStore() {
        if (storeIsClosed) {
            return;
        }
        storeIsClosed = true;
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StubService service() {
        return service;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    WebServer webServer() {
        return ((WebServerApplicationContext) context).getWebServer();
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    String secret(String clientId, int generation) {
        return new ClientSecrets(new SecretKeys(keys).key("client-secrets.key")).secret(clientId, generation);
    }

    HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + target));
    }

    /** What the gateway answers by itself is as it describes it. */
    HttpResponse<String> send(HttpRequest.Builder request) {
        List<String> differences = new ArrayList<>();
        HttpClient checking = new CheckingHttpClient(http, DescribedApi::ofSourceTree, differences::add);
        HttpResponse<String> answer;
        try {
            answer = checking.send(request.build(), BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        // To what the stub says nothing but 500 can be answered where the gateway has to read it.
        boolean isOwn = answer.headers().firstValue(StubService.MARK).isEmpty() && answer.statusCode() != 500;
        if (isOwn && !differences.isEmpty()) {
            throw new AssertionError(differences);
        }
        return answer;
    }

    /** A session for a device of a service's user, opened by the service's client. */
    DeviceSession open(String serviceId, String userId, DeviceKey device) {
        HttpResponse<String> answer = send(request("/v1/device-sessions")
                .POST(BodyPublishers.ofString("{\"userId\":\"%s\",\"deviceId\":\"watch-1\",\"jwkThumbprint\":\"%s\"}"
                        .formatted(userId, device.thumbprint())))
                .header("Authorization", "Bearer " + token("svc-" + serviceId, 1, "devices:write"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json"));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return JSON.readValue(answer.body(), DeviceSession.class);
    }

    /** A request of a device with this proof, or with none. */
    HttpRequest.Builder byDevice(String target, String token, String... proofs) {
        HttpRequest.Builder request = request(target).header("Authorization", "DPoP " + token);
        for (String proof : proofs) {
            request.header("DPoP", proof);
        }
        return request;
    }

    /** A request of a device with a proof of its own. */
    HttpRequest.Builder byDevice(String method, String target, DeviceKey device, String token) {
        return byDevice(target, token, device.proof(method, URI.create(ISSUER + target), token));
    }

    HttpResponse<String> get(String target, String token) {
        return send(request(target).header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> send(String method, String target, String token, String json) {
        return send(request(target)
                .method(method, BodyPublishers.ofString(json))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json"));
    }

    HttpResponse<String> requestToken(String clientId, String secret, String form) {
        String credentials =
                Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return send(request("/oauth2/token")
                .POST(BodyPublishers.ofString(form))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded"));
    }

    String token(String clientId, int generation, String scope) {
        String form = "grant_type=client_credentials" + (scope.isEmpty() ? "" : "&scope=" + scope.replace(" ", "+"));
        HttpResponse<String> answer = requestToken(clientId, secret(clientId, generation), form);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return json(answer).get("access_token").asString();
    }

    String adminToken() {
        return token("admin", 1, "");
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    static JsonNode claims(String token) {
        String payload = token.split("\\.")[1];
        return JSON.readTree(Base64.getUrlDecoder().decode(payload));
    }

    @Override
    public void close() {
        others.forEach(other -> other.context.close());
        context.close();
        service.close();
        closeStore();
    }
}
