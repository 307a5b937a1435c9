package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.transport.JsonExchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests under a shop's secret key and reads what is answered. */
final class TossConnection {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI apiBase;
    private final String authorization;
    private final JsonExchange exchange;

    TossConnection(URI apiBase, String secretKey, HttpClient connections) {
        this.apiBase = apiBase;
        byte[] pair = (secretKey + ":").getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
        this.exchange = new JsonExchange(connections);
    }

    JsonNode get(String path) throws MarketFailure {
        return object(send(request("GET", path).build(), false), false);
    }

    /** @param query parameters that need no encoding */
    JsonNode list(String path, String query) throws MarketFailure {
        JsonNode answer = send(request("GET", path + "?" + query).build(), false);
        if (!answer.isArray()) {
            throw TossFailures.unreadable(false);
        }
        return answer;
    }

    /** @param idempotencyKey at most 300 characters; its first answer is repeated for 15 days, whatever the body */
    JsonNode post(String path, JsonNode body, String idempotencyKey) throws MarketFailure {
        HttpUriRequest request = request("POST", path)
                .addHeader("Idempotency-Key", idempotencyKey)
                .setEntity(new ByteArrayEntity(JSON.writeValueAsBytes(body), ContentType.APPLICATION_JSON))
                .build();
        return object(send(request, true), true);
    }

    private RequestBuilder request(String method, String path) {
        return RequestBuilder.create(method)
                .setUri(apiBase + path)
                .addHeader("Authorization", authorization)
                .addHeader("Accept", "application/json");
    }

    private JsonNode send(HttpUriRequest request, boolean changing) throws MarketFailure {
        JsonExchange.Answer answer = exchange.send(request);
        if (!answer.isSuccess()) {
            throw TossFailures.of(answer, changing);
        }
        return answer.body();
    }

    private static JsonNode object(JsonNode answer, boolean changing) throws MarketFailure {
        if (!answer.isObject()) {
            throw TossFailures.unreadable(changing);
        }
        return answer;
    }
}
