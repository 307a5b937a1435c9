package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** A merchant's server that knows nothing but the published API and the credentials that were issued. */
final class TossMerchant {
    final String merchantId;
    final String securityKey;
    private final String secretKey;
    private final OpenMarkets markets;
    private final HttpClient http = HttpClient.newHttpClient();

    TossMerchant(OpenMarkets markets, String serviceId) {
        JsonNode issued = markets.get("/control/toss-payments/credentials?serviceId=" + serviceId);
        this.markets = markets;
        this.merchantId = issued.path("settings").path("merchantId").stringValue();
        this.secretKey = issued.path("credentials").path("secretKey").stringValue();
        this.securityKey = issued.path("credentials").path("securityKey").stringValue();
    }

    /** An answer: its status and body. */
    record Answer(int status, JsonNode body) {
        String code() {
            return status + " " + body.path("code").asString("");
        }
    }

    /** What a player holds after authorising. */
    JsonNode authorised(String orderId, long won, String more) {
        return markets.post(
                "/control/toss-payments/purchases",
                "{\"serviceId\":\"arcade\",\"orderId\":\"" + orderId + "\",\"total\":{\"amount\":\"" + won
                        + "\",\"currency\":\"KRW\"}" + more + "}");
    }

    Answer confirm(String paymentKey, String orderId, Object amount, String key) {
        return call(
                "POST",
                "/v1/payments/confirm",
                "{\"paymentKey\":\"" + paymentKey + "\",\"orderId\":\"" + orderId + "\",\"amount\":" + amount + "}",
                key,
                secretKey + ":");
    }

    Answer cancel(String paymentKey, String more, String key) {
        String body = "{\"cancelReason\":\"a favour\"" + more + "}";
        return call("POST", "/v1/payments/" + paymentKey + "/cancel", body, key, secretKey + ":");
    }

    Answer get(String path) {
        return call("GET", path, "", "", secretKey + ":");
    }

    /** @param key the Idempotency-Key, empty for none */
    Answer call(String method, String path, String body, String key, String basic) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(markets.address() + "/toss-payments" + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), Json.read(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
