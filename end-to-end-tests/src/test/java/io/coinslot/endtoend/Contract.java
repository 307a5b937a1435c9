package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.houserules.api.CheckingHttpClient;
import io.coinslot.houserules.api.DescribedApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.json.JsonMapper;

/** Holds what the stack answers and sends against its own openapi.json. All requests to the gateway go through here. */
final class Contract {
    private final RunningStack stack;
    private final HttpClient plain = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Queue<String> differences = new ConcurrentLinkedQueue<>();
    private final HttpClient checking = new CheckingHttpClient(plain, this::api, differences::add);
    private DescribedApi api;

    Contract(RunningStack stack) {
        this.stack = stack;
    }

    HttpClient http() {
        return checking;
    }

    /** Nothing was answered so far, whatever other classes have asked. */
    synchronized void beginAnew() {
        api = null;
    }

    /** What is described and was never answered with success. */
    Set<String> operationsWithoutSuccess() {
        return api().withoutSuccess();
    }

    /** A webhook that a game got. */
    void received(String body) {
        String type = JsonMapper.shared().readTree(body).path("type").asString("");
        differences.addAll(api().differencesOfWebhook(type, body));
    }

    /** Whatever differed since this was asked last: callers may have gone on in spite of it. */
    void assertIsKept() {
        List<String> found = new ArrayList<>();
        for (String next = differences.poll(); next != null; next = differences.poll()) {
            found.add(next);
        }
        assertThat(found).as("differences from openapi.json").isEmpty();
    }

    private synchronized DescribedApi api() {
        if (api == null) {
            api = DescribedApi.of(JsonMapper.shared().readTree(description()));
        }
        return api;
    }

    private String description() {
        try {
            HttpResponse<String> answer = plain.send(
                    HttpRequest.newBuilder(stack.gateway().resolve("/openapi.json"))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("/openapi.json is answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
