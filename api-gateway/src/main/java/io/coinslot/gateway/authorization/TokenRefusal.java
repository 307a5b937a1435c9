package io.coinslot.gateway.authorization;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a refused token request in the form of RFC 6749, with the members of a problem beside it. It does not say
 * whether the client or its secret is unknown.
 */
final class TokenRefusal implements AuthenticationFailureHandler, AuthenticationEntryPoint {
    private final JsonMapper json;

    TokenRefusal(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        boolean known = exception instanceof OAuth2AuthenticationException;
        OAuth2Error error = known
                ? ((OAuth2AuthenticationException) exception).getError()
                : new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT);
        refuse(response, error.getErrorCode());
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        refuse(response, OAuth2ErrorCodes.INVALID_CLIENT);
    }

    private void refuse(HttpServletResponse response, String code) throws IOException {
        boolean unauthenticated = code.equals(OAuth2ErrorCodes.INVALID_CLIENT);
        String description = describe(code);
        Problem problem = Problem.of(
                unauthenticated ? GeneralProblem.UNAUTHENTICATED : GeneralProblem.INVALID_REQUEST, description);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", code);
        body.put("error_description", description);
        body.putAll(problem.toJson(Trace.current().traceId()));
        if (unauthenticated) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"coinslot\"");
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setStatus(problem.type().status());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    private static String describe(String code) {
        return switch (code) {
            case OAuth2ErrorCodes.INVALID_CLIENT -> "The client is unknown, or its secret or assertion is not valid";
            case OAuth2ErrorCodes.INVALID_SCOPE -> "The client does not have all the scopes that were asked for";
            case OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE, OAuth2ErrorCodes.UNAUTHORIZED_CLIENT ->
                "Only the grant type client_credentials is served";
            default -> "The token request is not valid";
        };
    }
}
