package io.coinslot.gateway.proxy;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** Which headers of a service's answer reach the caller: not those of the connection, nor those the gateway sets. */
final class AnswerHeaders {
    private static final Set<String> DROPPED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private static final String CROSS_ORIGIN = "access-control-";

    static {
        DROPPED.addAll(List.of(
                "connection",
                "content-length",
                "content-security-policy",
                "date",
                "keep-alive",
                "proxy-authenticate",
                "proxy-connection",
                "referrer-policy",
                "server",
                "set-cookie",
                "strict-transport-security",
                "te",
                "traceparent",
                "trailer",
                "transfer-encoding",
                "upgrade",
                "x-content-type-options",
                "x-frame-options",
                "x-powered-by",
                "x-xss-protection"));
    }

    private AnswerHeaders() {}

    static void copy(HttpResponse from, HttpServletResponse to) {
        Iterator<Header> headers = from.headerIterator();
        while (headers.hasNext()) {
            Header header = headers.next();
            String name = header.getName();
            if (name.equalsIgnoreCase("cache-control")) {
                to.setHeader(name, header.getValue());
            } else if (isPassedOn(name)) {
                to.addHeader(name, header.getValue());
            }
        }
    }

    private static boolean isPassedOn(String name) {
        return !DROPPED.contains(name) && !name.regionMatches(true, 0, CROSS_ORIGIN, 0, CROSS_ORIGIN.length());
    }
}
