package io.coinslot.gateway.entrance;

import io.coinslot.servicekit.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Headers that every answer carries. */
final class ResponseHeaders {
    private ResponseHeaders() {}

    static void add(HttpServletRequest request, HttpServletResponse response, Trace trace) {
        response.setHeader(Trace.HEADER, trace.traceparent());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }
}
