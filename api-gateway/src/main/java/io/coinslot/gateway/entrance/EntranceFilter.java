package io.coinslot.gateway.entrance;

import io.coinslot.gateway.route.Route;
import io.coinslot.gateway.route.RouteMatch;
import io.coinslot.gateway.route.RouteTable;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.problem.ProblemWriter;
import io.coinslot.servicekit.trace.Trace;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/**
 * The first thing every request meets: what {@link Gatekeeper} refuses goes no further. What another process answers is
 * passed on right here; only the gateway's own answers go through the framework.
 */
public final class EntranceFilter implements Filter {
    private final Gatekeeper gatekeeper;
    private final OpenRequests openRequests;
    private final Forwarding forwarding;
    private final ProblemWriter problems;
    private final RequestTimes times;

    public EntranceFilter(
            Gatekeeper gatekeeper,
            OpenRequests openRequests,
            Forwarding forwarding,
            ProblemWriter problems,
            RequestTimes times) {
        this.gatekeeper = gatekeeper;
        this.openRequests = openRequests;
        this.forwarding = forwarding;
        this.problems = problems;
        this.times = times;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            chain.doFilter(request, response);
            return;
        }
        long start = System.nanoTime();
        Route route = null;
        try {
            route = gatekeeper.route(request);
            Admission admission = gatekeeper.admit(request, route, Trace.current());
            admission.attachTo(request);
            try (OpenRequests.Stay stay = openRequests.enter(request, admission)) {
                answer(LimitedBody.of(request, route, stay::keepUp), response, chain, route);
            }
        } catch (ProblemException e) {
            refuse(request, response, e.problem());
        } catch (Challenge e) {
            e.headers().forEach(header -> response.addHeader(HttpHeaders.WWW_AUTHENTICATE, header));
            refuse(request, response, e.problem());
        } finally {
            times.record(route, response.getStatus(), System.nanoTime() - start);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Route route)
            throws IOException, ServletException {
        if (route.isProxied()) {
            forwarding.forward(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.getStatus() == problem.type().status() && response.isCommitted()) {
            // A sender stopped half way: the server has begun to refuse that itself, by the error page's problem.
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
            return;
        }
        if (response.isCommitted()) {
            throw new IOException("Refused after the answer had begun: " + problem.detail());
        }
        response.resetBuffer();
        if (RouteTable.match(request.getMethod(), request.getRequestURI()) instanceof RouteMatch.OtherMethods other) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", other.allowed()));
        }
        problems.write(problem, response);
    }
}
