package io.coinslot.houserules.api;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request and its answer, both with their whole bodies. */
record Exchange(
        String method,
        URI uri,
        HttpHeaders requestHeaders,
        byte[] requestBody,
        int status,
        HttpHeaders answerHeaders,
        byte[] answerBody) {

    boolean succeeded() {
        return status >= 200 && status < 300;
    }

    boolean asksFor(String parameter) {
        String query = uri.getRawQuery();
        return query != null
                && Arrays.stream(query.split("&"))
                        .anyMatch(part -> part.equals(parameter) || part.startsWith(parameter + "="));
    }

    /** The media type of one of the two bodies without its parameters; null if the headers name none. */
    static @Nullable String mediaType(HttpHeaders headers) {
        return headers.firstValue("Content-Type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse(null);
    }

    @Override
    public String toString() {
        return method + " " + uri.getPath() + " → " + status;
    }
}
