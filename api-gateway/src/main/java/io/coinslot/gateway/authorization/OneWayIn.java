package io.coinslot.gateway.authorization;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Refuses whoever authenticates in two ways at once (RFC 6749 §5.2): the framework would take one and never look at the
 * other. A proof without content is refused as well, as its sender would get a token that is bound to nothing.
 */
final class OneWayIn implements AuthenticationConverter {
    private static final String PROOF = "DPoP";

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (ways(request) > 1) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        String proof = request.getHeader(PROOF);
        if (proof != null && proof.isBlank()) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_DPOP_PROOF);
        }
        return null;
    }

    private static int ways(HttpServletRequest request) {
        int header = request.getHeader(HttpHeaders.AUTHORIZATION) == null ? 0 : 1;
        int secret = request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) == null ? 0 : 1;
        int assertion = request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION) == null ? 0 : 1;
        return header + secret + assertion;
    }
}
