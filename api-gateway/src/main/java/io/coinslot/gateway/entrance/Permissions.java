package io.coinslot.gateway.entrance;

import io.coinslot.gateway.route.Callers;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.problem.ProblemType;
import io.coinslot.servicekit.security.CallerResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** What a token permits. A refusal is thrown as a problem with 403. */
final class Permissions {
    private Permissions() {}

    /** The token must be one of the callers', carry one of the scopes, and act for nobody else. */
    static void require(AccessToken token, HttpServletRequest request, List<String> anyOfScopes, Callers callers) {
        if (token.device() == null && callers == Callers.DEVICES) {
            throw refusal(GeneralProblem.DEVICES_ONLY, "Send the token of a device, bound to its key");
        }
        if (token.device() != null && callers == Callers.CLIENTS) {
            throw refusal(GeneralProblem.NOT_FOR_DEVICES, "This is for the service's backend, not for devices");
        }
        if (!token.hasAny(anyOfScopes)) {
            throw refusal(
                    GeneralProblem.INSUFFICIENT_SCOPE,
                    "The access token needs the scope " + String.join(" or ", anyOfScopes));
        }
        String actingFor = request.getHeader(CallerResolver.SERVICE_HEADER);
        if (actingFor != null && !token.isAdministrator() && !actingFor.equals(token.serviceId())) {
            throw refusal(
                    GatewayProblem.ADMINISTRATOR_ONLY,
                    "Only the administrator may act for a service by " + CallerResolver.SERVICE_HEADER);
        }
    }

    static void requireAdministrator(AccessToken token) {
        if (!token.isAdministrator()) {
            throw refusal(
                    GatewayProblem.ADMINISTRATOR_ONLY, "The access token is a service's, not the administrator's");
        }
    }

    private static ProblemException refusal(ProblemType type, String detail) {
        return Problem.of(type, detail).asException();
    }
}
