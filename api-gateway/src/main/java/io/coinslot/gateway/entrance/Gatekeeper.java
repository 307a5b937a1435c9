package io.coinslot.gateway.entrance;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.configuration.GatewaySettings;
import io.coinslot.gateway.limit.ClientLimits;
import io.coinslot.gateway.limit.RateLimits;
import io.coinslot.gateway.limit.RemoteAddress;
import io.coinslot.gateway.route.Access;
import io.coinslot.gateway.route.Callers;
import io.coinslot.gateway.route.OpenLimit;
import io.coinslot.gateway.route.RequestPath;
import io.coinslot.gateway.route.Route;
import io.coinslot.gateway.route.RouteMatch;
import io.coinslot.gateway.route.RouteTable;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether a request may come in, cheapest question first. A refusal is thrown as a problem. */
public final class Gatekeeper {
    private static final List<String> FORWARDING_HEADERS = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP");

    private final PresentedTokens tokens;
    private final EndedTokens ended;
    private final BoundRequests boundRequests;
    private final RateLimits rateLimits;
    private final ClientLimits clientLimits;
    private final GatewaySettings.Limits limits;

    public Gatekeeper(
            PresentedTokens tokens,
            EndedTokens ended,
            BoundRequests boundRequests,
            RateLimits rateLimits,
            ClientLimits clientLimits,
            GatewaySettings.Limits limits) {
        this.tokens = tokens;
        this.ended = ended;
        this.boundRequests = boundRequests;
        this.rateLimits = rateLimits;
        this.clientLimits = clientLimits;
        this.limits = limits;
    }

    Admission admit(HttpServletRequest request, Route route, Trace trace) {
        if (request.getContentLengthLong() > route.maximumBodyBytes()) {
            throw LimitedBody.tooLarge(route.maximumBodyBytes()).asException();
        }
        return new Admission(route, authorize(request, route), trace);
    }

    Route route(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!RequestPath.isPlain(path)) {
            throw Problem.of(GatewayProblem.AMBIGUOUS_PATH, "Send the path in its plain form")
                    .asException();
        }
        return switch (RouteTable.match(request.getMethod(), path)) {
            case RouteMatch.Found found -> found.route();
            case RouteMatch.NoSuchPath _ ->
                throw Problem.of(GeneralProblem.NOT_FOUND, "There is nothing at this path")
                        .asException();
            case RouteMatch.OtherMethods other ->
                throw Problem.of(
                                GeneralProblem.METHOD_NOT_ALLOWED,
                                "Allowed here: " + String.join(", ", other.allowed()))
                        .asException();
        };
    }

    private @Nullable AccessToken authorize(HttpServletRequest request, Route route) {
        return switch (route.access()) {
            case Access.Open(OpenLimit limit) -> {
                limitAddress(request, limit);
                yield null;
            }
            case Access.Scoped(List<String> anyOf, Callers callers) -> {
                Presented presented = presented(request);
                permit(presented, () -> Permissions.require(presented.token(), request, anyOf, callers));
                yield letIn(presented, route);
            }
            case Access.Administrator(String scope) -> {
                Presented presented = presented(request);
                permit(presented, () -> {
                    Permissions.require(presented.token(), request, List.of(scope), Callers.CLIENTS);
                    Permissions.requireAdministrator(presented.token());
                });
                yield letIn(presented, route);
            }
        };
    }

    /** To look at a token costs more than to make one up: whoever sends bad ones is limited by their address. */
    private Presented presented(HttpServletRequest request) {
        try {
            Presented presented = tokens.require(request);
            ended.refuseKnown(presented.token());
            return presented;
        } catch (Challenge refused) {
            String network = RemoteAddress.of(request.getRemoteAddr()).network();
            refuseIfWaiting(rateLimits.secondsToWait("REFUSED " + network, limits.ofRefused()));
            throw refused;
        }
    }

    /** What a token does not allow counts against its limit as well. */
    private void permit(Presented presented, Runnable check) {
        try {
            check.run();
        } catch (ProblemException refused) {
            limit(presented.token());
            throw refused;
        }
    }

    private AccessToken letIn(Presented presented, Route route) {
        AccessToken token = presented.token();
        limit(token);
        if (!route.isProxied()) {
            ended.refuseStored(token);
        }
        if (presented.proof() != null) {
            boundRequests.letInOnce(token, presented.proof());
        }
        return token;
    }

    private void limit(AccessToken token) {
        if (token.device() != null) {
            refuseIfWaiting(rateLimits.secondsToWait(token.clientId(), limits.ofDevice()));
        }
        String limited = limitedAs(token);
        refuseIfWaiting(rateLimits.secondsToWait(limited, clientLimits.of(limited)));
    }

    /** Who is limited: with our own tokens the client; another issuer has its own names for a service's clients. */
    static String limitedAs(AccessToken token) {
        return token.serviceId() == null ? token.clientId() : ClientRecord.idOf(token.serviceId());
    }

    private void limitAddress(HttpServletRequest request, OpenLimit limit) {
        RemoteAddress address = RemoteAddress.of(request.getRemoteAddr());
        if (limit == OpenLimit.OPERATIONS) {
            if (isForwarded(request) || !address.isNear()) {
                throw Problem.of(GeneralProblem.NOT_FOUND, "There is nothing at this path")
                        .asException();
            }
            return;
        }
        refuseIfWaiting(rateLimits.secondsToWait(limit.name() + " " + address.network(), limits.of(limit)));
    }

    /** A proxy on this machine or its network may speak for anyone. */
    private static boolean isForwarded(HttpServletRequest request) {
        return FORWARDING_HEADERS.stream().anyMatch(header -> request.getHeader(header) != null);
    }

    private static void refuseIfWaiting(int seconds) {
        if (seconds > 0) {
            throw new Problem(
                            GeneralProblem.TOO_MANY_REQUESTS,
                            "The limit of requests per second is reached",
                            List.of(),
                            seconds)
                    .asException();
        }
    }
}
