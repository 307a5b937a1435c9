package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests of one client of the API, word for word. */
final class ApiCalls {
    private final RunningStack stack;
    private final String credentials;

    ApiCalls(RunningStack stack, String clientId, String clientSecret) {
        this.stack = stack;
        this.credentials = clientId + ":" + clientSecret;
    }

    static ApiCalls ofAdministrator(RunningStack stack) {
        JsonNode admin = stack.connection().path("admin");
        return new ApiCalls(
                stack,
                admin.path("clientId").stringValue(),
                admin.path("clientSecret").stringValue());
    }

    JsonNode get(String path) {
        return ask("GET", path, "");
    }

    /** What is answered with success. */
    JsonNode ask(String method, String path, String body) {
        return read(succeeded(send(method, path, body)));
    }

    void asAStranger(String path) {
        succeeded(send(HttpRequest.newBuilder(stack.gateway().resolve(path))));
    }

    HttpResponse<String> send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(stack.gateway().resolve(path))
                .header("Authorization", "Bearer " + token())
                .method(method, BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return send(
                method.equals("POST")
                        ? request.header("Idempotency-Key", UUID.randomUUID().toString())
                        : request);
    }

    private String token() {
        HttpRequest.Builder request = HttpRequest.newBuilder(stack.gateway().resolve("/oauth2/token"))
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        return read(succeeded(send(request))).path("access_token").stringValue();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return stack.contract().http().send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static HttpResponse<String> succeeded(HttpResponse<String> answer) {
        assertThat(answer.statusCode())
                .as("%s %s: %s", answer.request().method(), answer.request().uri(), answer.body())
                .isBetween(200, 299);
        return answer;
    }

    private static JsonNode read(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
