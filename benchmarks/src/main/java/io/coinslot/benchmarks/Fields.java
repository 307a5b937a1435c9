package io.coinslot.benchmarks;

import org.jspecify.annotations.Nullable;

/** Picks single fields out of JSON text without building a tree: the generator shares the machine with what it measures. */
final class Fields {
    private Fields() {}

    /** The first text field of this name at any depth; null if there is none or it is null. */
    static @Nullable String text(String json, String name) {
        String quoted = "\"" + name + "\"";
        int at = json.indexOf(quoted);
        if (at < 0) {
            return null;
        }
        int start = skipSpaceAndColon(json, at + quoted.length());
        if (start >= json.length() || json.charAt(start) != '"') {
            return null;
        }
        int end = json.indexOf('"', start + 1);
        return end < 0 ? null : json.substring(start + 1, end);
    }

    /** The same for a field that has to be there. */
    static String required(String json, String name) {
        String value = text(json, name);
        if (value == null) {
            throw new JourneyFailedException("no " + name + " in " + json);
        }
        return value;
    }

    private static int skipSpaceAndColon(String json, int from) {
        int at = from;
        while (at < json.length() && (json.charAt(at) == ':' || Character.isWhitespace(json.charAt(at)))) {
            at++;
        }
        return at;
    }
}
