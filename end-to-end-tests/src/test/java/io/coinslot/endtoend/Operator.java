package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who sees to what is stuck, for all services. */
final class Operator {
    private final HttpClient http;
    private final URI gateway;
    private final HeardAnswers answers;
    private final String accessToken;

    Operator(RunningStack stack, HeardAnswers answers) {
        this.gateway = stack.gateway();
        this.http = stack.contract().http();
        this.answers = answers;
        JsonNode admin = stack.connection().path("admin");
        String credentials = admin.path("clientId").stringValue() + ":"
                + admin.path("clientSecret").stringValue();
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve("/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=operations:write"));
        accessToken = read(send(request)).path("access_token").stringValue();
    }

    JsonNode get(String path) {
        return read(answers.heard(send(authorised(path).GET())));
    }

    JsonNode post(String path, ObjectNode body) {
        return read(answers.heard(send(authorised(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())))));
    }

    private HttpRequest.Builder authorised(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).header("Authorization", "Bearer " + accessToken);
    }

    private static JsonNode read(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
