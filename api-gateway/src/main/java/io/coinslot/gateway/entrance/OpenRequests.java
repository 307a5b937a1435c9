package io.coinslot.gateway.entrance;

import io.coinslot.gateway.configuration.GatewaySettings;
import io.coinslot.gateway.limit.OpenCounts;
import io.coinslot.gateway.limit.RemoteAddress;
import io.coinslot.gateway.route.Access;
import io.coinslot.gateway.route.OpenLimit;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.http.Waits;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds what one caller has open at once, which a rate does not: a request that waits half a minute holds its place for
 * all of that. Without a token a remote network has so many requests open; of those that ask to wait, a device has a
 * few, and a service's client with all of its devices a share of the places that there are at a service.
 */
public final class OpenRequests {
    private static final int RETRY_AFTER_SECONDS = 1;

    private final OpenCounts counts;
    private final GatewaySettings.Limits limits;
    private final int waitsOfClient;

    public OpenRequests(OpenCounts counts, GatewaySettings settings) {
        this.counts = counts;
        this.limits = settings.limits();
        this.waitsOfClient = settings.waitsOfClient();
    }

    private record Bound(String who, int most, String refusal) {}

    /**
     * Counts a request until it is closed.
     *
     * @throws io.coinslot.servicekit.problem.ProblemException 429 if its caller has as many open as may be
     */
    Stay enter(HttpServletRequest request, Admission admission) {
        Stay stay = new Stay();
        for (Bound bound : bounds(request, admission)) {
            if (!counts.enter(bound.who(), bound.most())) {
                stay.close();
                throw new Problem(GeneralProblem.TOO_MANY_REQUESTS, bound.refusal(), List.of(), RETRY_AFTER_SECONDS)
                        .asException();
            }
            stay.held.add(bound.who());
        }
        return stay;
    }

    private List<Bound> bounds(HttpServletRequest request, Admission admission) {
        if (admission.route().access() instanceof Access.Open(OpenLimit limit)) {
            return limit == OpenLimit.OPERATIONS ? List.of() : List.of(ofNetwork(request));
        }
        return Waits.isAskedForBy(request) ? ofWaits(admission) : List.of();
    }

    private Bound ofNetwork(HttpServletRequest request) {
        return new Bound(
                "network " + RemoteAddress.of(request.getRemoteAddr()).network(),
                limits.openRequestsOfNetwork(),
                "Too many requests of this network are being answered");
    }

    private List<Bound> ofWaits(Admission admission) {
        AccessToken token = admission.requireToken();
        List<Bound> bounds = new ArrayList<>();
        if (token.device() != null) {
            bounds.add(new Bound(
                    "device " + token.clientId(),
                    limits.deviceWaits(),
                    "The device has too many requests open that wait (waitMillis)"));
        }
        bounds.add(new Bound(
                "client " + Gatekeeper.limitedAs(token) + " at "
                        + admission.route().destination(),
                waitsOfClient,
                "The client has too many requests open that wait (waitMillis)"));
        return bounds;
    }

    /** What one request counts as, until it is answered. */
    final class Stay implements AutoCloseable {
        private final List<String> held = new ArrayList<>();

        @Override
        public void close() {
            held.forEach(counts::leave);
            held.clear();
        }
    }
}
