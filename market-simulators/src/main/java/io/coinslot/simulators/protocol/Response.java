package io.coinslot.simulators.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One HTTP answer.
 *
 * @param pause waits before each byte of the body but the first; null if it is sent at once
 */
public record Response(
        int status,
        Map<String, String> headers,
        byte[] body,
        @Nullable Runnable pause) {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json; charset=UTF-8");
    private static final byte[] NOTHING = {};

    /** An answer that is sent at once. */
    public Response(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, null);
    }

    /** An answer with a JSON body. */
    public static Response json(int status, JsonNode body) {
        return json(status, Json.bytes(body));
    }

    /** An answer whose body is JSON already. */
    public static Response json(int status, byte[] body) {
        return new Response(status, JSON, body);
    }

    /** An answer without a body. */
    public static Response empty(int status) {
        return new Response(status, Map.of(), NOTHING);
    }

    /** The same answer with one more header. */
    public Response with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body, pause);
    }

    /** The same answer, whose body comes byte by byte. */
    public Response dripping(Runnable between) {
        return new Response(status, headers, body, between);
    }
}
