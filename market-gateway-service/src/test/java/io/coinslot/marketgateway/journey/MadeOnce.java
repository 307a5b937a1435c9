package io.coinslot.marketgateway.journey;

import io.coinslot.marketgateway.Orders;
import io.coinslot.simulators.Options;
import io.coinslot.simulators.Simulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The long keys that simulated markets and their accounts of our service need: making them takes its time. */
final class MadeOnce {
    private static final List<String> FILES = List.of(
            "simulator-root.key",
            "google-play-accounts.journal",
            "galaxy-store-sellers.journal",
            "one-store-applications.journal",
            "issuer-keys.journal",
            "plain-issuer-keys.journal");
    private static final Path FOLDER = make();

    private MadeOnce() {}

    /** Gives a data folder that is new the keys to begin with. */
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

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("accounts");
            try (Simulators simulators = Simulators.start(new Options(0, folder, null));
                    HttpClient http = HttpClient.newHttpClient()) {
                ask(http, simulators.address() + "/google-play/oauth2/v3/certs");
                for (String market : List.of("google-play", "galaxy-store", "one-store")) {
                    ask(http, simulators.address() + "/control/" + market + "/credentials?serviceId=" + Orders.SERVICE);
                }
            }
            return folder;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void ask(HttpClient http, String address) throws IOException, InterruptedException {
        http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding());
    }
}
