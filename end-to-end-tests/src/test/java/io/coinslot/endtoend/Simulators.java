package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The control interface of the market simulators: what players and markets do. */
final class Simulators {
    private final String address;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Simulators(String address) {
        this.address = address;
    }

    JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address + path)).GET());
    }

    JsonNode post(String path, JsonNode body) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    void clearFaults(String market) {
        send(HttpRequest.newBuilder(URI.create(address + "/control/" + market + "/faults"))
                .DELETE());
    }

    /** What a market believes happened to a service, by its transaction id. */
    Map<String, JsonNode> ledger(String market, String serviceId) {
        Map<String, JsonNode> entries = new HashMap<>();
        String after = "";
        while (true) {
            JsonNode page = get("/control/" + market + "/ledger?limit=200&serviceId=" + serviceId + "&after=" + after);
            page.path("items")
                    .forEach(entry ->
                            entries.put(entry.path("marketTransactionId").stringValue(), entry));
            if (!page.path("nextCursor").isString() && !page.path("nextCursor").isNumber()) {
                return entries;
            }
            after = page.path("nextCursor").asString();
        }
    }

    static ObjectNode json() {
        return JsonMapper.shared().createObjectNode();
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            return answer.body().isEmpty() ? json() : JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
