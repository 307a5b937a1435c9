package io.coinslot.simulators.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, its path relative to the root it was served under and split into decoded segments.
 *
 * @param target what the caller asked for as it was sent, which is what signatures are made over
 * @param header looks a header up by its lower-case name
 */
public record Request(
        String method,
        Target target,
        List<String> path,
        Map<String, String> query,
        Function<String, @Nullable String> header,
        byte[] body) {

    /** The whole path, and the query without its question mark, neither of them decoded. */
    public record Target(String path, String query) {}

    /** Splits a raw path such as {@code /v3/a%20b} into its decoded segments. */
    public static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.split("/", -1)) {
            if (!segment.isEmpty()) {
                // A plus sign is itself in a path, unlike in a form.
                segments.add(decoded(segment.replace("+", "%2B")));
            }
        }
        return segments;
    }

    /** Decodes {@code application/x-www-form-urlencoded} text; of a repeated name without index all are kept. */
    public static Map<String, String> form(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return fields;
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            fields.put(name.endsWith("[]") ? name + fields.size() : name, value);
        }
        return fields;
    }

    /** The body read as a form. */
    public Map<String, String> form() {
        return form(text());
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The same request seen from below the first path segments. */
    public Request below(int segments) {
        return new Request(method, target, path.subList(segments, path.size()), query, header, body);
    }

    /** Whether the method and the number of path segments are these. */
    public boolean is(String wantedMethod, int segments) {
        return path.size() == segments && method.equals(wantedMethod);
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
