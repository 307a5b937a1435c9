package io.coinslot.simulators.protocol;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The HTTP server of all markets: one virtual thread per connection, kept alive, on the loopback address. The first
 * path segment names the handler.
 */
public final class SimulatorServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SimulatorServer.class.getName());
    /** Held so that its level stays: the server's own greetings are not worth a line. */
    private static final java.util.logging.Logger HELIDON = java.util.logging.Logger.getLogger("io.helidon");

    private static final int LARGEST_BODY_BYTES = 1 << 20;

    private final Map<String, Handler> handlers;
    private final WebServer server;

    /** Prepares the server; port 0 takes any free one. */
    public SimulatorServer(int port, Map<String, Handler> handlers) {
        this.handlers = Map.copyOf(handlers);
        HELIDON.setLevel(java.util.logging.Level.WARNING);
        this.server = WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .maxPayloadSize(LARGEST_BODY_BYTES)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ZERO)
                // Stripe's library leaves brackets in the query as they are.
                .addProtocol(Http1Config.builder().validatePrologue(false).build())
                .contentEncoding(encoding ->
                        encoding.contentEncodingsDiscoverServices(false).addContentEncoding(new GzipRequests()))
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(routing -> routing.any(this::serve))
                .build();
    }

    /** Starts to listen and returns the port. */
    public int start() {
        return server.start().port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void serve(ServerRequest from, ServerResponse to) {
        Response response = answer(from);
        to.status(response.status());
        response.headers().forEach((name, value) -> to.header(name, value));
        Runnable pause = response.pause();
        if (response.body().length == 0) {
            to.send();
        } else if (pause == null) {
            to.send(response.body());
        } else {
            drip(response.body(), pause, to);
        }
    }

    private static void drip(byte[] body, Runnable pause, ServerResponse to) {
        try (OutputStream stream = to.outputStream()) {
            for (byte next : body) {
                stream.write(next);
                stream.flush();
                pause.run();
            }
        } catch (IOException | UncheckedIOException hungUp) {
            LOG.log(Level.DEBUG, "Nobody waited for the whole answer", hungUp);
        }
    }

    private Response answer(ServerRequest from) {
        try {
            Request request = request(from);
            Handler handler = request.path().isEmpty()
                    ? null
                    : handlers.get(request.path().getFirst());
            return handler == null ? Response.empty(404) : handler.handle(request.below(1));
        } catch (HungUp hungUp) {
            throw new CloseConnectionException(hungUp.getMessage(), hungUp);
        } catch (IllegalArgumentException malformed) {
            LOG.log(Level.DEBUG, "Malformed request " + from.path().rawPath(), malformed);
            return Response.empty(400);
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "Failed to answer " + from.path().rawPath(), failure);
            return Response.empty(500);
        }
    }

    private static Request request(ServerRequest from) {
        List<String> path = Request.segments(from.path().rawPath());
        Map<String, String> query = Request.form(from.query().rawValue());
        return new Request(
                from.prologue().method().text(),
                new Request.Target(from.path().rawPath(), from.query().rawValue()),
                path,
                query,
                name -> from.headers().first(HeaderNames.create(name)).orElse(null),
                body(from));
    }

    private static byte[] body(ServerRequest from) {
        if (!from.content().hasEntity()) {
            return "".getBytes(StandardCharsets.UTF_8);
        }
        try (InputStream stream = from.content().inputStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
