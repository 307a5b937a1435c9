package io.coinslot.simulators;

import io.coinslot.simulators.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Running simulators and their control interface, as a test uses them. */
public final class OpenMarkets implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Simulators simulators;

    /** Opens the markets on this folder, starting from accounts made once, as making keys takes its time. */
    public OpenMarkets(Path data) {
        MadeOnce.copyTo(data);
        this.simulators = Simulators.start(new Options(0, data, null));
    }

    /** The long keys that the simulators and the accounts of the service arcade need, made at the first use. */
    private static final class MadeOnce {
        private static final List<String> FILES = List.of(
                "simulator-root.key",
                "google-play-accounts.journal",
                "galaxy-store-sellers.journal",
                "one-store-applications.journal",
                "issuer-keys.journal",
                "plain-issuer-keys.journal");
        private static final Path FOLDER = make();

        private static Path make() {
            try {
                Path folder = Files.createTempDirectory("accounts");
                try (Simulators simulators = Simulators.start(new Options(0, folder, null));
                        HttpClient http = HttpClient.newHttpClient()) {
                    for (String made : List.of(
                            "/control/google-play/credentials?serviceId=arcade",
                            "/control/galaxy-store/credentials?serviceId=arcade",
                            "/control/one-store/credentials?serviceId=arcade",
                            "/google-play/oauth2/v3/certs")) {
                        URI uri = URI.create(simulators.address() + made);
                        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
                    }
                }
                return folder;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        static void copyTo(Path data) {
            try {
                for (String file : FILES) {
                    if (!Files.exists(data.resolve(file))) {
                        Files.copy(FOLDER.resolve(file), data.resolve(file));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public String address() {
        return simulators.address();
    }

    /** Posts to the control interface and returns the answer, whatever its status. */
    public HttpResponse<String> answerTo(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public JsonNode post(String path, String body) {
        return ok(answerTo("POST", path, body));
    }

    public JsonNode get(String path) {
        return ok(answerTo("GET", path, ""));
    }

    public void delete(String path) {
        ok(answerTo("DELETE", path, ""));
    }

    @Override
    public void close() {
        simulators.close();
        http.close();
    }

    private static JsonNode ok(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return Json.read(response.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
