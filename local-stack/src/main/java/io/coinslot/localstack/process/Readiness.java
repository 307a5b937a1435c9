package io.coinslot.localstack.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A question that tells whether a process can be used. */
@FunctionalInterface
public interface Readiness {
    /** How often a starting process is asked. */
    Duration INTERVAL = Duration.ofMillis(100);

    boolean isReady();

    /** Ready when the port takes connections. */
    static Readiness port(int port) {
        return () -> FreePort.isTaken(port);
    }

    /** Ready when a GET answers 2xx. */
    static Readiness http(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(2))
                .build();
        return () -> {
            try {
                int status = Clients.HTTP
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                return status / 100 == 2;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }

    /** Asks until ready; false if the time is over or there is nothing left to wait for. */
    default boolean await(Duration longest, BooleanSupplier worthWaiting) {
        long end = System.nanoTime() + longest.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > end || !worthWaiting.getAsBoolean() || Thread.interrupted()) {
                return false;
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        return true;
    }

    /** Shared by all questions. */
    final class Clients {
        private static final HttpClient HTTP = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .build();

        private Clients() {}
    }
}
