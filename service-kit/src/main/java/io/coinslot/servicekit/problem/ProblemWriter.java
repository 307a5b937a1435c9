package io.coinslot.servicekit.problem;

import io.coinslot.servicekit.trace.Trace;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Answers problems, from controllers and from filters alike. */
public final class ProblemWriter {
    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** The answer a controller gives. */
    public ResponseEntity<Object> answer(Problem problem) {
        ResponseEntity.BodyBuilder builder =
                ResponseEntity.status(problem.type().status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        Integer retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            builder.header(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        if (problem.challenge() != null) {
            builder.header(HttpHeaders.WWW_AUTHENTICATE, problem.challenge());
        }
        return builder.body(problem.toJson(Trace.current().traceId()));
    }

    /** Answers from outside of a controller. */
    public void write(Problem problem, HttpServletResponse response) throws IOException {
        response.setStatus(problem.type().status());
        response.setContentType(Problem.MEDIA_TYPE);
        Integer retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        if (problem.challenge() != null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, problem.challenge());
        }
        response.getOutputStream()
                .write(json.writeValueAsBytes(problem.toJson(Trace.current().traceId())));
    }
}
