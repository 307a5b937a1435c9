package io.coinslot.gateway.entrance;

import io.coinslot.gateway.configuration.GatewaySettings;
import io.coinslot.gateway.limit.OpenCounts;
import io.coinslot.gateway.limit.RemoteAddress;
import io.coinslot.gateway.route.Access;
import io.coinslot.gateway.route.OpenLimit;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.http.BodyPlaces;
import io.coinslot.servicekit.http.Waits;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds what one caller has open at once, which a rate does not: a request that waits half a minute holds its place for
 * all of that, and so does one whose answer is read slowly. Without a token a remote network has so many requests open;
 * of those that ask to wait, and of the others, a device has a few, and a service's client with all of its devices a
 * share of the places that there are at a service. A longer body counts as several, by the rule that holds there.
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

    private record Bound(String who, int most, String refusal) {
        int placesOf(long bodyBytes) {
            return Math.clamp(BodyPlaces.of(bodyBytes), 1, Math.max(1, most));
        }

        Problem refused() {
            return new Problem(GeneralProblem.TOO_MANY_REQUESTS, refusal, List.of(), RETRY_AFTER_SECONDS);
        }
    }

    /**
     * Counts a request until it is closed.
     *
     * @throws io.coinslot.servicekit.problem.ProblemException 429 if its caller has as many open as may be
     */
    Stay enter(HttpServletRequest request, Admission admission) {
        Stay stay = new Stay(bounds(request, admission));
        try {
            stay.keepUp(0);
            return stay;
        } catch (ProblemException e) {
            stay.close();
            throw e;
        }
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

    /** What one request counts as, until it is answered. Used by one thread at a time, as a request is. */
    final class Stay implements AutoCloseable {
        private final List<Bound> bounds;
        private final int[] held;

        private Stay(List<Bound> bounds) {
            this.bounds = bounds;
            this.held = new int[bounds.size()];
        }

        /**
         * Counts a body of so many bytes, or all that its caller may have open where that is less.
         *
         * @throws io.coinslot.servicekit.problem.ProblemException 429 if its caller has too much open beside it
         */
        void keepUp(long bodyBytes) {
            for (int i = 0; i < held.length; i++) {
                Bound bound = bounds.get(i);
                int more = bound.placesOf(bodyBytes) - held[i];
                if (more > 0 && !counts.enter(bound.who(), more, bound.most())) {
                    throw bound.refused().asException();
                }
                held[i] += Math.max(more, 0);
            }
        }

        @Override
        public void close() {
            for (int i = 0; i < held.length; i++) {
                counts.leave(bounds.get(i).who(), held[i]);
                held[i] = 0;
            }
        }
    }
}
