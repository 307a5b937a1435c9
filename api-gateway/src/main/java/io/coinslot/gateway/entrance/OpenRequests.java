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
 * all of that, and so does one whose answer is read slowly. Without a token a remote network has so many requests open;
 * of those that ask to wait, and of the others, a device has a few, and a service's client with all of its devices a
 * share of the places that there are at a service.
 */
public final class OpenRequests {
    private static final int RETRY_AFTER_SECONDS = 1;

    private final OpenCounts counts;
    private final GatewaySettings.Limits limits;
    private final int waitsOfClient;
    private final int placesOfClient;

    public OpenRequests(OpenCounts counts, GatewaySettings settings) {
        this.counts = counts;
        this.limits = settings.limits();
        this.waitsOfClient = settings.waitsOfClient();
        this.placesOfClient = settings.placesOfClient();
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
        return Waits.isAskedForBy(request)
                ? ofToken(admission, "waits", limits.deviceWaits(), waitsOfClient, "that wait (waitMillis)")
                : ofToken(admission, "others", limits.devicePlaces(), placesOfClient, "that are being answered");
    }

    private Bound ofNetwork(HttpServletRequest request) {
        return new Bound(
                "network " + RemoteAddress.of(request.getRemoteAddr()).network(),
                limits.openRequestsOfNetwork(),
                "Too many requests of this network are being answered");
    }

    private static List<Bound> ofToken(
            Admission admission, String kind, int mostOfDevice, int mostOfClient, String which) {
        AccessToken token = admission.requireToken();
        List<Bound> bounds = new ArrayList<>(2);
        if (token.device() != null) {
            bounds.add(new Bound(
                    kind + " of device " + token.clientId(),
                    mostOfDevice,
                    "The device has too many requests open " + which));
        }
        bounds.add(new Bound(
                kind + " of client " + Gatekeeper.limitedAs(token) + " at "
                        + admission.route().destination(),
                mostOfClient,
                "The client has too many requests open " + which));
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
