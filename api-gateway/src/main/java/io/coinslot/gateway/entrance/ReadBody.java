package io.coinslot.gateway.entrance;

import io.coinslot.servicekit.problem.Problem;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is here already. The parameters of a form come from the same bytes: the server's own reading of
 * forms would go past whoever counts the body.
 */
final class ReadBody extends HttpServletRequestWrapper {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MOST_PARAMETERS = 100;

    private final byte[] body;
    private @Nullable ServletInputStream stream;
    private @Nullable Map<String, String[]> parameters;

    private ReadBody(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    /** Reads all of the body. */
    static ReadBody of(HttpServletRequest request) throws IOException {
        return new ReadBody(request, request.getInputStream().readAllBytes());
    }

    @Override
    public ServletInputStream getInputStream() {
        if (stream == null) {
            stream = new Bytes(new ByteArrayInputStream(body));
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = parameters().get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters().keySet());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters());
    }

    private Map<String, String[]> parameters() {
        if (parameters == null) {
            // The body has been read as a stream, so that these are the query's alone.
            Map<String, String[]> all = new LinkedHashMap<>(super.getParameterMap());
            if (isForm()) {
                addForm(all);
            }
            parameters = all;
        }
        return parameters;
    }

    private boolean isForm() {
        String type = getContentType();
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(FORM);
    }

    private void addForm(Map<String, String[]> all) {
        String[] pairs = new String(body, StandardCharsets.UTF_8).split("&", MOST_PARAMETERS + 1);
        if (pairs.length > MOST_PARAMETERS) {
            throw Problem.invalid("", "A form may have at most " + MOST_PARAMETERS + " parameters")
                    .asException();
        }
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                int end = pair.indexOf('=');
                String name = decoded(end < 0 ? pair : pair.substring(0, end));
                all.merge(name, new String[] {end < 0 ? "" : decoded(pair.substring(end + 1))}, ReadBody::joined);
            }
        }
    }

    private static String[] joined(String[] former, String[] further) {
        String[] all = Arrays.copyOf(former, former.length + further.length);
        System.arraycopy(further, 0, all, former.length, further.length);
        return all;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw Problem.invalid("", "The form has a percent sign that two hexadecimal digits do not follow")
                    .asException();
        }
    }

    private static final class Bytes extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        private Bytes(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("Requests are answered synchronously here");
        }
    }
}
