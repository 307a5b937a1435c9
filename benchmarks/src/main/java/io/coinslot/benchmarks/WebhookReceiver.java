package io.coinslot.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** The game's side of deliveries: tells which purchase is paid and confirms the delivery in its answer. */
final class WebhookReceiver implements AutoCloseable {
    private static final byte[] DELIVERED = answer("{\"delivered\":true}");

    private final ServerSocket server;
    private final BiConsumer<String, Long> onPaid;
    private final AtomicLong unreadable = new AtomicLong();

    /** @param onPaid takes the purchase's id and the time of arrival in nanoseconds */
    WebhookReceiver(BiConsumer<String, Long> onPaid) throws IOException {
        this.server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        this.onPaid = onPaid;
        Thread.ofVirtual().name("webhook-receiver").start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/webhooks");
    }

    long unreadable() {
        return unreadable.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The receiver was closed; senders see a refused connection from now on.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 4096);
            while (true) {
                String body = request(in);
                long now = System.nanoTime();
                String type = Fields.text(body, "type");
                String purchaseId = Fields.text(body, "purchaseId");
                if (purchaseId == null) {
                    unreadable.incrementAndGet();
                } else if ("purchase.paid".equals(type)) {
                    onPaid.accept(purchaseId, now);
                }
                socket.getOutputStream().write(DELIVERED);
            }
        } catch (IOException e) {
            // The sender closed a connection that it no longer needs.
            return;
        }
    }

    private static String request(InputStream in) throws IOException {
        HttpConnection.line(in);
        int length = 0;
        for (String header = HttpConnection.line(in); !header.isEmpty(); header = HttpConnection.line(in)) {
            int colon = header.indexOf(':');
            if (HttpConnection.named(header, colon, "content-length")) {
                length = Integer.parseInt(header.substring(colon + 1).trim());
            }
        }
        return new String(in.readNBytes(Math.min(length, 1 << 20)), StandardCharsets.UTF_8);
    }

    private static byte[] answer(String json) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n"
                        + json)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
