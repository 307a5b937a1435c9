package io.coinslot.gateway.entrance;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns whatever a handler throws into a problem. */
@RestControllerAdvice
class RefusalAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalAdvice.class);

    private final Problems problems;

    RefusalAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void refuse(ProblemException exception, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.write(request, response, exception.problem());
    }

    @ExceptionHandler
    void fail(Exception exception, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (response.isCommitted()) {
            throw exception;
        }
        if (exception instanceof ErrorResponse known) {
            problems.write(
                    request, response, ErrorPage.problemOf(known.getStatusCode().value()));
            return;
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), exception);
        problems.write(
                request, response, Problem.of(GeneralProblem.INTERNAL_ERROR, GeneralProblem.INTERNAL_ERROR.title()));
    }
}
