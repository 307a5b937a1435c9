package io.coinslot.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no well-behaved client would. */
final class RawHttp {
    private RawHttp() {}

    /** Sends a whole request, lines divided by "\n", and returns the whole answer; the request must close. */
    static String send(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String get(int port, String target, String... headers) throws IOException {
        String lines = String.join("\n", headers);
        return send(
                port,
                "GET " + target + " HTTP/1.1\nHost: gateway.test\nConnection: close\n" + lines
                        + (lines.isEmpty() ? "\n" : "\n\n"));
    }
}
