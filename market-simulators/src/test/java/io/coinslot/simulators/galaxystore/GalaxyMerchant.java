package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.token.RsaKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A seller's server that follows Samsung's documents, knowing nothing but what Seller Portal gave it. */
final class GalaxyMerchant implements AutoCloseable {
    final String serviceId;
    final JsonNode settings;
    private final OpenMarkets markets;
    private final RsaKey accountKey;
    private final HttpClient http = HttpClient.newHttpClient();

    GalaxyMerchant(OpenMarkets markets, String serviceId) {
        this.markets = markets;
        this.serviceId = serviceId;
        JsonNode issued = markets.get("/control/galaxy-store/credentials?serviceId=" + serviceId);
        this.settings = issued.path("settings");
        String pem = issued.path("credentials").path("privateKey").stringValue();
        this.accountKey =
                RsaKey.of("account", pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
    }

    String setting(String name) {
        return settings.path(name).stringValue();
    }

    /** A player buys, as the control interface has it. */
    JsonNode sells(String fields) {
        return markets.post(
                "/control/galaxy-store/purchases",
                "{\"serviceId\":\"%s\",\"productId\":\"gem_100\",%s}".formatted(serviceId, fields));
    }

    JsonNode receipt(String purchaseId) {
        return body(send("GET", "/iap/v6/receipt?purchaseID=" + purchaseId, "", Map.of()));
    }

    ObjectNode assertion() {
        long now = Instant.now().getEpochSecond();
        ObjectNode claims = Json.object().put("iss", setting("serviceAccountId"));
        claims.putArray("scopes").add("publishing");
        return claims.put("iat", now).put("exp", now + 1_200);
    }

    HttpResponse<String> asksForAToken(RsaKey key, ObjectNode assertion) {
        String jwt = key.sign(assertion);
        return send("POST", "/auth/accessToken", "", Map.of("Authorization", "Bearer " + jwt));
    }

    HttpResponse<String> asksForAToken(ObjectNode assertion) {
        return asksForAToken(accountKey, assertion);
    }

    String token() {
        return body(asksForAToken(assertion()))
                .path("createdItem")
                .path("accessToken")
                .stringValue();
    }

    HttpResponse<String> finishes(String token, String purchaseId, String action) {
        String path = "/iap/v6/applications/" + setting("packageName") + "/purchases/" + purchaseId;
        return calls(token, "PATCH", path, "{\"action\":\"" + action + "\"}");
    }

    HttpResponse<String> calls(String token, String method, String path, String body) {
        return send(
                method,
                path,
                body,
                Map.of("Authorization", "Bearer " + token, "service-account-id", setting("serviceAccountId")));
    }

    HttpResponse<String> send(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(markets.address() + "/galaxy-store" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode body(HttpResponse<String> answer) {
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    static String purchaseId(JsonNode held) {
        return held.path("purchaseId").stringValue();
    }

    @Override
    public void close() {
        http.close();
    }
}
