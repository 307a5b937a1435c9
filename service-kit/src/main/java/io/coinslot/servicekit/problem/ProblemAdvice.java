package io.coinslot.servicekit.problem;

import com.mongodb.MongoException;
import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import io.coinslot.servicekit.event.EventCodec.SchemaRegistryUnavailable;
import io.coinslot.servicekit.mongo.StoreOutage;
import io.coinslot.servicekit.trace.Causes;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Turns what controllers and the framework throw into problems. */
@RestControllerAdvice
public final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemWriter problems;

    public ProblemAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(ProblemException e) {
        return problems.answer(e.problem());
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadable(HttpMessageNotReadableException e) {
        if (e.getCause() instanceof ProblemException refusal) {
            return problems.answer(refusal.problem());
        }
        if (e.getCause() instanceof JacksonException cause) {
            return problems.answer(UnreadableBody.problem(cause));
        }
        return problems.answer(Problem.invalid("", "The body is missing or is not JSON"));
    }

    @ExceptionHandler
    ResponseEntity<Object> mismatched(MethodArgumentTypeMismatchException e) {
        return problems.answer(Problem.invalid(e.getName(), "is not of the expected form"));
    }

    @ExceptionHandler
    ResponseEntity<Object> missing(MissingServletRequestParameterException e) {
        return problems.answer(Problem.invalid(e.getParameterName(), "is missing"));
    }

    /** Whoever reads a parameter first learns that they cannot be read. */
    @ExceptionHandler
    ResponseEntity<Object> unreadableQuery(InvalidParameterException e) {
        LOG.debug("A query could not be read", e);
        return problems.answer(Problem.of(
                GeneralProblem.INVALID_REQUEST, "The query is not made of parameters in percent-encoded UTF-8"));
    }

    @ExceptionHandler
    ResponseEntity<Object> unknownPath(NoResourceFoundException e) {
        return problems.answer(Problem.of(GeneralProblem.NOT_FOUND, "There is nothing at this path"));
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongMethod(HttpRequestMethodNotSupportedException e) {
        return problems.answer(Problem.of(GeneralProblem.METHOD_NOT_ALLOWED, e.getMethod() + " is not allowed here"));
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongMediaType(HttpMediaTypeNotSupportedException e) {
        return problems.answer(Problem.of(GeneralProblem.UNSUPPORTED_MEDIA_TYPE, "Send application/json"));
    }

    @ExceptionHandler
    ResponseEntity<Object> notAcceptable(HttpMediaTypeNotAcceptableException e) {
        return problems.answer(Problem.of(GeneralProblem.NOT_ACCEPTABLE, "Accept application/json"));
    }

    /** What the driver says of a write that had no answer is as uncertain as what the engine says of one. */
    @ExceptionHandler({StoreUnavailable.class, MongoException.class})
    ResponseEntity<Object> storeAway(RuntimeException e) {
        if (!StoreOutage.isBehind(e)) {
            return failed(e);
        }
        LOG.warn("A request was refused: {}", Causes.brief(e));
        return problems.answer(Problem.unavailable(
                "The outcome is unknown; send the same request again with the same Idempotency-Key", 2));
    }

    @ExceptionHandler
    ResponseEntity<Object> registryAway(SchemaRegistryUnavailable e) {
        LOG.warn("A request was refused: {}", Causes.brief(e));
        return problems.answer(Problem.unavailable("Nothing was done; send the same request again", 2));
    }

    /** The caller has hung up: there is nobody to answer, and what was done stands. */
    @ExceptionHandler
    void hungUp(AsyncRequestNotUsableException e) {
        LOG.debug("The caller did not wait for the answer: {}", Causes.brief(e));
    }

    /** What was writing the answer may have made something of its own of the caller's hanging up. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> cutShort(HttpMessageNotWritableException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof AsyncRequestNotUsableException away) {
                hungUp(away);
                return null;
            }
        }
        return failed(e);
    }

    @ExceptionHandler
    ResponseEntity<Object> failed(Exception e) {
        LOG.error("A request failed", e);
        return problems.answer(Problem.of(
                GeneralProblem.INTERNAL_ERROR, "The failure is logged under this trace id; nothing is lost"));
    }
}
