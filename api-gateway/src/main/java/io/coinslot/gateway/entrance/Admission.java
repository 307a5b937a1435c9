package io.coinslot.gateway.entrance;

import io.coinslot.gateway.route.Route;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the entrance found out about a request that it let in.
 *
 * @param token null if the route needs none
 */
public record Admission(Route route, @Nullable AccessToken token, Trace trace) {
    private static final String ATTRIBUTE = Admission.class.getName();

    public static Admission of(HttpServletRequest request) {
        return Objects.requireNonNull((Admission) request.getAttribute(ATTRIBUTE), "not let in by the entrance");
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The token, where the route needs one. */
    public AccessToken requireToken() {
        return Objects.requireNonNull(token, "the route needs no token");
    }
}
