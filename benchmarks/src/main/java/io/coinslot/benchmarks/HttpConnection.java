package io.coinslot.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One kept-alive HTTP/1.1 connection, as little as the generator needs: about a fifth of a full client's CPU. */
final class HttpConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 35_000;
    private static final int LARGEST_BODY_BYTES = 16 << 20;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;
    private boolean reusable = true;
    long idleSinceNanos;

    HttpConnection(URI server) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 4096);
        out = socket.getOutputStream();
    }

    /** An answer: its status and its body as text. */
    record Answer(int status, String body) {}

    Answer exchange(byte[] request) throws IOException {
        reusable = false;
        out.write(request);
        out.flush();
        int status = Integer.parseInt(line().substring(9, 12));
        int length = 0;
        boolean chunked = false;
        boolean close = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).trim();
            if (named(header, colon, "content-length")) {
                length = Integer.parseInt(value);
            } else if (named(header, colon, "transfer-encoding")) {
                chunked = value.equalsIgnoreCase("chunked");
            } else if (named(header, colon, "connection")) {
                close = value.equalsIgnoreCase("close");
            }
        }
        byte[] body = chunked ? chunks() : read(length);
        reusable = !close;
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    boolean isReusable() {
        return reusable;
    }

    static boolean named(String header, int colon, String name) {
        return colon == name.length() && header.regionMatches(true, 0, name, 0, colon);
    }

    private byte[] chunks() throws IOException {
        java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.writeBytes(read(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private byte[] read(int length) throws IOException {
        if (length > LARGEST_BODY_BYTES) {
            throw new IOException("an answer of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private String line() throws IOException {
        return line(in);
    }

    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > 8192) {
                throw new EOFException("the connection ended within a header");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
