package io.coinslot.servicekit.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Whether a request asks for its answer to be held back ({@code waitMillis}). Reads the query alone: a body must not be
 * read for this.
 */
public final class Waits {
    private static final String PARAMETER = "waitMillis";

    private Waits() {}

    public static boolean isAskedForBy(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null || !request.getMethod().equals("GET")) {
            return false;
        }
        for (String parameter : query.split("&")) {
            int end = parameter.indexOf('=');
            if (isTheParameter(end < 0 ? parameter : parameter.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTheParameter(String name) {
        if (name.indexOf('%') < 0) {
            return name.equals(PARAMETER);
        }
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8).equals(PARAMETER);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
