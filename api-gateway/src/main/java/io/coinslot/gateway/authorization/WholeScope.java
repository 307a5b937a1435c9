package io.coinslot.gateway.authorization;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads a token request; one that names no scope asks for all that the client has. A proof (RFC 9449) in it has to name
 * the address that clients know, not the one at which this process was reached.
 */
final class WholeScope implements AuthenticationConverter {
    private final AuthenticationConverter converter = new OAuth2ClientCredentialsAuthenticationConverter();
    private final String issuer;

    WholeScope(String issuer) {
        this.issuer = issuer;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        Authentication converted = converter.convert(asClientsKnowIt(request));
        if (converted instanceof OAuth2ClientCredentialsAuthenticationToken token
                && token.getScopes().isEmpty()
                && token.getPrincipal() instanceof OAuth2ClientAuthenticationToken principal
                && principal.getRegisteredClient() != null) {
            return new OAuth2ClientCredentialsAuthenticationToken(
                    principal, principal.getRegisteredClient().getScopes(), token.getAdditionalParameters());
        }
        return converted;
    }

    private HttpServletRequest asClientsKnowIt(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public StringBuffer getRequestURL() {
                return new StringBuffer(issuer).append(getRequestURI());
            }
        };
    }
}
