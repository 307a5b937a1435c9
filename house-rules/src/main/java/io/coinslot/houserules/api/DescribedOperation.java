package io.coinslot.houserules.api;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * An operation of the description.
 *
 * @param path as it is described, with its parameters in braces
 * @param pathItem what is said of the path
 * @param content what is said of the operation
 */
record DescribedOperation(String method, String path, Pattern matching, JsonNode pathItem, JsonNode content) {
    static Pattern matching(String path) {
        return Pattern.compile("\\Q" + path.replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q") + "\\E");
    }

    boolean isAt(String requested) {
        return matching.matcher(requested).matches();
    }

    /** Of two that match, the one with fewer parameters is meant. */
    long parameters() {
        return path.chars().filter(character -> character == '{').count();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
