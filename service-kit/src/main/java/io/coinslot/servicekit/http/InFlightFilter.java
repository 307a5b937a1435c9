package io.coinslot.servicekit.http;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.problem.ProblemWriter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Bounds how many requests are answered at once, and with them the memory they take: virtual threads have no pool that
 * would. One too many is answered 503 with Retry-After at once, before anything was done. Requests that ask to wait
 * ({@code waitMillis}) have a bound of their own, so that they cannot keep the others out. The actuator is exempt: who
 * watches a full service has to see it.
 */
public final class InFlightFilter implements Filter {
    private static final int RETRY_AFTER_SECONDS = 1;

    private final long longestBodyBytes;
    private final Room answering;
    private final Room waiting;
    private final ProblemWriter problems;

    /**
     * @param requests how many places there are for requests that are answered as fast as possible
     * @param waits how many for those that ask to wait
     * @param longestBodyBytes a longer body is answered 413
     */
    public InFlightFilter(
            int requests, int waits, long longestBodyBytes, ProblemWriter problems, MeterRegistry meters) {
        this.longestBodyBytes = longestBodyBytes;
        this.answering = new Room("answering", requests, meters);
        this.waiting = new Room("waiting", waits, meters);
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        if (request.getDispatcherType() != DispatcherType.REQUEST || isOfTheActuator(request)) {
            chain.doFilter(request, response);
            return;
        }
        try (Room.Stay stay = (Waits.isAskedForBy(request) ? waiting : answering).enter()) {
            if (stay == null) {
                throw full().asException();
            }
            answer(request, response, chain, stay);
        } catch (ProblemException e) {
            refuse(response, e.problem());
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Room.Stay stay)
            throws IOException, ServletException {
        checkLength(request.getContentLengthLong());
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        chain.doFilter(hasBody ? new CountedBody(request, bytes -> keepUp(stay, bytes)) : request, response);
    }

    /**
     * Places are taken as bytes arrive: a slow sender holds no more than it has sent. They are kept until the request is
     * answered, as what was made of the body is.
     */
    private void keepUp(Room.Stay stay, long bytes) {
        checkLength(bytes);
        if (!stay.growTo(BodyPlaces.of(bytes))) {
            throw full().asException();
        }
    }

    private void checkLength(long bytes) {
        if (bytes > longestBodyBytes) {
            throw Problem.of(
                            GeneralProblem.PAYLOAD_TOO_LARGE,
                            "The body may have at most " + longestBodyBytes + " bytes here")
                    .asException();
        }
    }

    /** By the path that decides who answers: normalized and decoded, so that no other path passes for the actuator's. */
    private static boolean isOfTheActuator(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals("/actuator") || path.startsWith("/actuator/");
    }

    private static Problem full() {
        return Problem.unavailable(
                "Too many requests are being answered; nothing was done, send the same request again",
                RETRY_AFTER_SECONDS);
    }

    private void refuse(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            throw new IOException("Refused after the answer had begun: " + problem.detail());
        }
        response.resetBuffer();
        problems.write(problem, response);
    }
}
