package io.coinslot.examplegame.web;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** The page: a handful of files without any build, which need nothing from the network. */
final class PageFiles implements HttpService {
    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "style.css", "text/css; charset=utf-8",
            "game.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", (request, response) -> send(response, "index.html"));
        TYPES.keySet().forEach(name -> rules.get("/" + name, (request, response) -> send(response, name)));
    }

    private static void send(ServerResponse response, String name) {
        response.header("Content-Type", Objects.requireNonNull(TYPES.get(name)));
        response.header("Content-Security-Policy", POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Referrer-Policy", "no-referrer");
        response.header("Cache-Control", "no-cache");
        response.send(read(name));
    }

    private static byte[] read(String name) {
        try (InputStream stream = PageFiles.class.getResourceAsStream("/page/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
