package io.coinslot.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One logical call: what stays the same in all its attempts. */
final class Call {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    final String method;
    final boolean repeatable;
    final Map<String, String> headers = new LinkedHashMap<>();
    byte @Nullable [] body;
    Duration extraTime = Duration.ZERO;
    boolean streamed;
    private final StringBuilder target = new StringBuilder();

    private Call(String method, String path, boolean repeatable) {
        this.method = method;
        this.repeatable = repeatable;
        target.append(path);
        headers.put("Accept", "application/json");
    }

    static Call get(String path) {
        return new Call("GET", path, true);
    }

    /** A put replaces the whole, so doing it twice is doing it once. */
    static Call put(String path, Object body) {
        return new Call("PUT", path, true).json(body);
    }

    /** A put that holds for one version only: repeated after it was done, it would be refused. */
    static Call putIfVersion(String path, Object body, long version) {
        return new Call("PUT", path, false).json(body).header("If-Match", "\"" + version + "\"");
    }

    /** A post that the API does once per idempotency key; without one given, the call gets a key of its own. */
    static Call post(String path, @Nullable String idempotencyKey) {
        String key = idempotencyKey == null ? UUID.randomUUID().toString() : idempotencyKey;
        if (key.isBlank() || key.length() > 255 || !key.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("an idempotency key is 1 to 255 visible ASCII characters");
        }
        return new Call("POST", path, true).header(IDEMPOTENCY_KEY, key);
    }

    /** A post whose content makes it harmless to repeat. */
    static Call repeatablePost(String path, Object body) {
        return new Call("POST", path, true).json(body);
    }

    Call json(Object value) {
        return content("application/json", Json.write(value));
    }

    Call content(String type, byte[] bytes) {
        body = bytes;
        return header("Content-Type", type);
    }

    Call header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Null for what needs none. */
    @Nullable
    String idempotencyKey() {
        return headers.get(IDEMPOTENCY_KEY);
    }

    Call query(String name, @Nullable Object value) {
        if (value != null) {
            target.append(target.indexOf("?") < 0 ? '?' : '&').append(name).append('=');
            target.append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
        return this;
    }

    /** A read that the API may hold back for so long before it answers. */
    Call waiting(Duration wait) {
        extraTime = wait;
        return query("waitMillis", wait.toMillis());
    }

    Call streamed(String accept) {
        streamed = true;
        return header("Accept", accept);
    }

    String target() {
        return target.toString();
    }

    /** A path segment out of any text. */
    static String segment(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("not an id: '" + text + "'");
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
