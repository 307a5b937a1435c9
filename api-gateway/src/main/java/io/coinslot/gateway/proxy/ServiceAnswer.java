package io.coinslot.gateway.proxy;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/** A service's answer, streamed to the caller as it comes. */
final class ServiceAnswer implements ServerResponse {
    private static final Set<String> DROPPED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

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
                "x-powered-by"));
    }

    private final ClassicHttpResponse answer;

    ServiceAnswer(ClassicHttpResponse answer) {
        this.answer = answer;
    }

    @Override
    public HttpStatusCode statusCode() {
        return HttpStatusCode.valueOf(answer.getCode());
    }

    @Override
    public HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        for (Header header : answer.getHeaders()) {
            headers.add(header.getName(), header.getValue());
        }
        return headers;
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
            throws IOException {
        try (answer) {
            response.setStatus(answer.getCode());
            copyHeaders(response);
            HttpEntity body = answer.getEntity();
            if (body != null) {
                if (body.getContentLength() >= 0) {
                    response.setContentLengthLong(body.getContentLength());
                }
                try (InputStream content = body.getContent()) {
                    content.transferTo(response.getOutputStream());
                }
            }
        }
        return null;
    }

    private void copyHeaders(HttpServletResponse response) {
        Iterator<Header> headers = answer.headerIterator();
        while (headers.hasNext()) {
            Header header = headers.next();
            String name = header.getName();
            if (name.equalsIgnoreCase(HttpHeaders.CACHE_CONTROL)) {
                response.setHeader(name, header.getValue());
            } else if (!DROPPED.contains(name) && !name.regionMatches(true, 0, "access-control-", 0, 15)) {
                response.addHeader(name, header.getValue());
            }
        }
    }
}
