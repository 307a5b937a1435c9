package io.coinslot.gateway.entrance;

import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** Writes refusals as problem+json. */
public final class Problems {
    private static final String TRACE = "io.coinslot.gateway.trace";

    private final JsonMapper mapper;

    public Problems(JsonMapper mapper) {
        this.mapper = mapper;
    }

    static void trace(HttpServletRequest request, Trace trace) {
        request.setAttribute(TRACE, trace);
    }

    public @Nullable String traceIdOf(HttpServletRequest request) {
        return request.getAttribute(TRACE) instanceof Trace trace ? trace.traceId() : null;
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (problem.retryAfterSeconds() != null) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds().toString());
        }
        writeJson(response, problem.type().status(), Problem.MEDIA_TYPE, problem.toJson(traceIdOf(request)));
    }

    public void writeJson(HttpServletResponse response, int status, String mediaType, Map<String, ?> body)
            throws IOException {
        byte[] bytes = mapper.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
