package io.coinslot.servicekit.configuration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Lets a failure that comes after the answer has begun get to the server, which breaks the connection: a problem would go
 * out under the head of another answer, and end it as if it were whole.
 */
final class BegunAnswers implements HandlerExceptionResolver {
    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (response.isCommitted() && !isOfACallerThatHungUp(failure)) {
            throw new BrokenOff(failure);
        }
        return null;
    }

    private static boolean isOfACallerThatHungUp(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AsyncRequestNotUsableException) {
                return true;
            }
        }
        return false;
    }

    /** An answer ends in the middle. */
    static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenOff(Exception cause) {
            super("the answer had begun and is broken off", cause);
        }
    }
}
