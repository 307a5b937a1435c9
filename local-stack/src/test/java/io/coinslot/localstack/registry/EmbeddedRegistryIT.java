package io.coinslot.localstack.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {
    private static final int SCHEMAS = 5;

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void keepsSchemasAndTheirIdsWhenItIsKilled() throws Exception {
        List<String> before = new ArrayList<>();
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory)) {
            for (int i = 0; i < SCHEMAS; i++) {
                assertThat(register(registry, i).statusCode()).isEqualTo(200);
            }
            before.addAll(versions(registry));
            registry.kill();
        }
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory)) {
            assertThat(versions(registry)).isEqualTo(before).allMatch(version -> version.contains("\"id\":"));
        }
    }

    private HttpResponse<String> register(EmbeddedRegistry registry, int number)
            throws IOException, InterruptedException {
        String schema = "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R" + number + "\\\",\\\"fields\\\":[]}";
        HttpRequest request = HttpRequest.newBuilder(subject(registry, number, "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"schema\":\"" + schema + "\"}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private List<String> versions(EmbeddedRegistry registry) throws IOException, InterruptedException {
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < SCHEMAS; i++) {
            HttpRequest request =
                    HttpRequest.newBuilder(subject(registry, i, "/versions/1")).build();
            versions.add(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
        return versions;
    }

    private static URI subject(EmbeddedRegistry registry, int number, String path) {
        return URI.create(registry.url() + "/apis/ccompat/v7/subjects/topic" + number + "-value" + path);
    }
}
