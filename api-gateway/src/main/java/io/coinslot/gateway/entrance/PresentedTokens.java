package io.coinslot.gateway.entrance;

import io.coinslot.gateway.token.AccessToken;
import io.coinslot.gateway.token.AccessTokens;
import io.coinslot.servicekit.security.DpopProofs;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import org.springframework.http.HttpHeaders;

/**
 * Reads and verifies the access token of a request. One that is bound to a key is taken by the scheme DPoP alone, with a
 * proof for this request (RFC 9449, 7); a proof beside a Bearer token that is not bound means nothing and is not looked
 * at.
 */
public final class PresentedTokens {
    private static final String BEARER = "Bearer ";

    private final AccessTokens accessTokens;
    private final DpopProofs proofs;

    public PresentedTokens(AccessTokens accessTokens, DpopProofs proofs) {
        this.accessTokens = accessTokens;
        this.proofs = proofs;
    }

    /** The token, if it is valid and, where it is bound, the request was made with its key. */
    Presented require(HttpServletRequest request) {
        String authorization = authorization(request);
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return bearer(authorization.substring(BEARER.length()).strip());
        }
        String bound = DpopProofs.boundToken(authorization);
        if (bound == null) {
            throw Challenge.missing("Send one header Authorization: Bearer … or DPoP …");
        }
        return bound(bound, request);
    }

    private static String authorization(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HttpHeaders.AUTHORIZATION);
        if (!headers.hasMoreElements()) {
            throw Challenge.missing("Send an access token in the header Authorization: Bearer …");
        }
        String header = headers.nextElement();
        if (headers.hasMoreElements()) {
            throw Challenge.missing("Send one header Authorization: Bearer …");
        }
        return header;
    }

    private Presented bearer(String text) {
        AccessToken token = accessTokens
                .verify(text)
                .orElseThrow(() -> Challenge.invalidBearer("The access token is not valid, or no longer"));
        if (token.keyThumbprint() != null) {
            throw Challenge.invalidBearer("The access token is bound to a key: send it as Authorization: DPoP …");
        }
        return new Presented(token, null);
    }

    private Presented bound(String text, HttpServletRequest request) {
        AccessToken token = accessTokens
                .verify(text)
                .orElseThrow(() -> Challenge.invalidBound("The access token is not valid, or no longer"));
        if (token.keyThumbprint() == null) {
            throw Challenge.invalidBound("The access token is not bound to a key: send it as Authorization: Bearer …");
        }
        try {
            return new Presented(
                    token,
                    proofs.verify(
                            Collections.list(request.getHeaders(DpopProofs.HEADER)),
                            text,
                            token.keyThumbprint(),
                            request.getMethod(),
                            request.getRequestURI()));
        } catch (DpopProofs.BadProof e) {
            throw Challenge.badProof(e);
        }
    }
}
