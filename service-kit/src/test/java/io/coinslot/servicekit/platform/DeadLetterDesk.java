package io.coinslot.servicekit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator at the dead letters of a service. */
final class DeadLetterDesk implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String deadLetters;

    /** @param deadLetters the address of the service's dead letters */
    DeadLetterDesk(String deadLetters) {
        this.deadLetters = deadLetters;
    }

    List<JsonNode> awaitDead(String key, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> list("?key=" + key).size() == count);
        return list("?key=" + key);
    }

    static JsonNode ofService(List<JsonNode> letters) {
        return letters.stream()
                .filter(letter -> letter.get("group").asString().equals("test-service"))
                .findFirst()
                .orElseThrow();
    }

    List<JsonNode> list(String query) {
        return items(json(get(query, "admin")));
    }

    JsonNode redrive(JsonNode letter) {
        return items(json(post("/redrive", bodyFor(letter), "admin"))).getFirst();
    }

    List<JsonNode> redriveKey(String key) {
        return items(json(post(
                "/redrive",
                Map.of("topic", Topics.PAYMENT_EVENTS, "key", key, "reason", "the cause is gone"),
                "admin")));
    }

    static Map<String, String> bodyFor(JsonNode letter) {
        return Map.of("letterId", letter.get("letterId").asString(), "reason", "the cause is gone");
    }

    private static List<JsonNode> items(JsonNode page) {
        List<JsonNode> items = new ArrayList<>();
        page.get("items").forEach(items::add);
        return items;
    }

    static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    static void assertRefused(HttpResponse<String> answer, int status, String pointer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
    }

    HttpResponse<String> get(String query, String token) {
        return send(request(query, token));
    }

    HttpResponse<String> post(String path, Map<String, String> body, String token) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String rest, String token) {
        return HttpRequest.newBuilder(URI.create(deadLetters + rest)).header("Authorization", "Bearer " + token);
    }

    @Override
    public void close() {
        http.close();
    }
}
