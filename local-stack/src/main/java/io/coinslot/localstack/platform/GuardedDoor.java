package io.coinslot.localstack.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * Stands before a registry that lets in everybody, over TLS, and lets in one user alone: by a password at each request
 * (Basic), or by a token (Bearer) that it gives out at {@code /token} for the same user and password.
 */
final class GuardedDoor implements AutoCloseable {
    static final String TOKEN_PATH = "/token";

    private final URI behind;
    private final String user;
    private final String password;
    private final String token = UUID.randomUUID().toString();
    private final HttpsServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    GuardedDoor(String behind, SSLContext context, String user, String password) throws IOException {
        this.behind = URI.create(behind);
        this.user = user;
        this.password = password;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.createContext(TOKEN_PATH, this::giveToken);
        server.start();
    }

    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    private void giveToken(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            List<String> fields = List.of(form.split("&"));
            if (fields.containsAll(
                    List.of("grant_type=client_credentials", "client_id=" + user, "client_secret=" + password))) {
                answer(exchange, 200, "{\"access_token\":\"" + token + "\",\"expires_in\":300}");
            } else {
                answer(exchange, 401, "{\"error\":\"invalid_client\"}");
            }
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (isLetIn(exchange.getRequestHeaders().getFirst("Authorization"))) {
                forward(exchange);
            } else {
                answer(exchange, 401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");
            }
        }
    }

    private boolean isLetIn(String authorization) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + basic).equals(authorization) || ("Bearer " + token).equals(authorization);
    }

    private void forward(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        for (String name : List.of("Accept", "Content-Type")) {
            exchange.getRequestHeaders().getOrDefault(name, List.of()).forEach(value -> request.header(name, value));
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            answer(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        client.close();
    }
}
