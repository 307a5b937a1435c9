package io.coinslot.simulators.onestore;

import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** A developer who calls the server API as its documents say, knowing nothing but the credentials that were issued. */
final class StoreDeveloper implements AutoCloseable {
    final String clientId;
    final String licenceKey;
    private final String clientSecret;
    private final OpenMarkets markets;
    private final HttpClient http = HttpClient.newHttpClient();

    StoreDeveloper(OpenMarkets markets, String serviceId) {
        this.markets = markets;
        JsonNode issued = markets.get("/control/one-store/credentials?serviceId=" + serviceId);
        this.clientId = issued.path("settings").path("clientId").stringValue();
        this.licenceKey = issued.path("settings").path("licenseKey").stringValue();
        this.clientSecret = issued.path("credentials").path("clientSecret").stringValue();
    }

    /** What the API answered. */
    record Answer(int status, JsonNode body) {
        String code() {
            return body.path("error").path("code").asString("");
        }
    }

    /** A player buys, as the control interface has it. */
    JsonNode sells(String fields) {
        return markets.post(
                "/control/one-store/purchases",
                "{\"clientId\":\"%s\",\"productId\":\"gem_100\",\"price\":{\"amount\":\"1200\",\"currency\":\"KRW\"}%s}"
                        .formatted(clientId, fields));
    }

    static String token(JsonNode held) {
        return held.path("purchaseToken").stringValue();
    }

    Answer accessToken(String host, String form) {
        return send(HttpRequest.newBuilder(URI.create(markets.address() + "/one-store/" + host + "/v7/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    String form() {
        return "grant_type=client_credentials&client_id=" + clientId + "&client_secret="
                + URLEncoder.encode(clientSecret, StandardCharsets.UTF_8);
    }

    String bearer(String host) {
        return "Bearer " + accessToken(host, form()).body().path("access_token").stringValue();
    }

    Answer details(String productId, String token) {
        return get(
                "commercial",
                bearer("commercial"),
                "MKT_ONE",
                details(productId).formatted(token));
    }

    static String details(String productId) {
        return "purchases/inapp/products/" + productId + "/%s";
    }

    Answer get(String host, String authorization, String marketCode, String path) {
        return send(request(host, path)
                .header("Authorization", authorization)
                .header("x-market-code", marketCode)
                .build());
    }

    Answer consume(String token, String body) {
        return post("purchases/inapp/products/gem_100/" + token + "/consume", body);
    }

    Answer acknowledge(String token) {
        return post("purchases/all/products/gem_100/" + token + "/acknowledge", "{}");
    }

    Answer voided(String query) {
        return get("commercial", bearer("commercial"), "MKT_ONE", "voided-purchases" + query);
    }

    private Answer post(String path, String body) {
        return send(request("commercial", path)
                .header("Authorization", bearer("commercial"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String host, String path) {
        return HttpRequest.newBuilder(
                URI.create(markets.address() + "/one-store/" + host + "/v7/apps/" + clientId + "/" + path));
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), Json.read(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
