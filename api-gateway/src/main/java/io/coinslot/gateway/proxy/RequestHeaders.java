package io.coinslot.gateway.proxy;

import io.coinslot.gateway.entrance.Admission;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.security.CallerResolver;
import io.coinslot.servicekit.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/** Which headers of a request reach a service: not those of the connection, nor those a service might believe. */
final class RequestHeaders {
    private static final Set<String> DROPPED = names(
            "connection",
            "content-length",
            "cookie",
            "expect",
            "forwarded",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            Trace.HEADER,
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "x-client-ip",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-real-ip",
            "x-rewrite-url");
    private static final List<String> DROPPED_PREFIXES = List.of("x-forwarded-", "x-original-", "coinslot-");

    private RequestHeaders() {}

    private static Set<String> names(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }

    static void copy(HttpServletRequest from, ClassicHttpRequest to, Admission admission) {
        Set<String> ofConnection = namedByConnection(from.getHeaders("Connection"));
        Enumeration<String> names = from.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            if (isPassedOn(name) && !ofConnection.contains(name)) {
                Enumeration<String> values = from.getHeaders(name);
                while (values.hasMoreElements()) {
                    to.addHeader(name, values.nextElement());
                }
            }
        }
        to.setHeader(Trace.HEADER, admission.trace().traceparent());
        actFor(from, to, admission.token());
    }

    private static void actFor(HttpServletRequest from, ClassicHttpRequest to, @Nullable AccessToken token) {
        String serviceId = from.getHeader(CallerResolver.SERVICE_HEADER);
        if (serviceId != null && token != null && token.isAdministrator()) {
            to.setHeader(CallerResolver.SERVICE_HEADER, serviceId);
        }
    }

    static boolean isPassedOn(String name) {
        if (DROPPED.contains(name) || name.indexOf('_') >= 0) {
            return false;
        }
        for (String prefix : DROPPED_PREFIXES) {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> namedByConnection(Enumeration<String> headers) {
        Set<String> named = Set.of();
        while (headers.hasMoreElements()) {
            String header = headers.nextElement();
            if (!header.equalsIgnoreCase("keep-alive") && !header.equalsIgnoreCase("close")) {
                named = named.isEmpty() ? names() : named;
                for (String name : header.split(",")) {
                    named.add(name.strip());
                }
            }
        }
        return named;
    }
}
