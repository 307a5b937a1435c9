package io.coinslot.gateway.entrance;

import io.coinslot.gateway.token.AccessToken;
import io.coinslot.gateway.token.AccessTokens;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.CallerResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.List;
import org.springframework.http.HttpHeaders;

/** Reads the access token of a request and what it permits. */
public final class BearerTokens {
    private static final String SCHEME = "Bearer ";

    private final AccessTokens accessTokens;

    public BearerTokens(AccessTokens accessTokens) {
        this.accessTokens = accessTokens;
    }

    /** The token, if it is valid and carries one of the scopes. */
    AccessToken require(HttpServletRequest request, List<String> anyOfScopes) {
        AccessToken token = accessTokens
                .verify(bearer(request))
                .orElseThrow(
                        () -> Problem.of(GeneralProblem.UNAUTHENTICATED, "The access token is not valid, or no longer")
                                .asException());
        if (!token.hasAny(anyOfScopes)) {
            throw Problem.of(
                            GeneralProblem.INSUFFICIENT_SCOPE,
                            "The access token needs the scope " + String.join(" or ", anyOfScopes))
                    .asException();
        }
        String actingFor = request.getHeader(CallerResolver.SERVICE_HEADER);
        if (actingFor != null && !token.isAdministrator() && !actingFor.equals(token.serviceId())) {
            throw Problem.of(
                            GatewayProblem.ADMINISTRATOR_ONLY,
                            "Only the administrator may act for a service by " + CallerResolver.SERVICE_HEADER)
                    .asException();
        }
        return token;
    }

    private static String bearer(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HttpHeaders.AUTHORIZATION);
        if (!headers.hasMoreElements()) {
            throw unauthenticated("Send an access token in the header Authorization: Bearer …");
        }
        String header = headers.nextElement();
        if (headers.hasMoreElements() || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw unauthenticated("Send one header Authorization: Bearer …");
        }
        return header.substring(SCHEME.length()).strip();
    }

    private static RuntimeException unauthenticated(String detail) {
        return Problem.of(GeneralProblem.UNAUTHENTICATED, detail).asException();
    }
}
