package io.coinslot.servicekit.configuration;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * The bearer token of a request's one Authorization header (RFC 6750, 2.1), refused if it is not a {@code b64token}.
 * Spring's resolver matches a regular expression, which took as long as all else that becomes of a verified token.
 */
final class AuthorizationHeaderTokens implements BearerTokenResolver {
    private static final String SCHEME = "Bearer ";

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HttpHeaders.AUTHORIZATION);
        if (!headers.hasMoreElements()) {
            return null;
        }
        String header = headers.nextElement();
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        if (headers.hasMoreElements()) {
            throw new OAuth2AuthenticationException(
                    BearerTokenErrors.invalidRequest("There is more than one Authorization header"));
        }
        String token = header.substring(SCHEME.length()).strip();
        if (!isToken(token)) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("The bearer token is malformed"));
        }
        return token;
    }

    private static boolean isToken(String token) {
        int end = token.length();
        while (end > 0 && token.charAt(end - 1) == '=') {
            end--;
        }
        for (int index = 0; index < end; index++) {
            if (!isTokenCharacter(token.charAt(index))) {
                return false;
            }
        }
        return end > 0;
    }

    private static boolean isTokenCharacter(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || "-._~+/".indexOf(character) >= 0;
    }
}
