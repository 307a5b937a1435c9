package io.coinslot.gateway.token;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Device;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Verifies access tokens. The decoder remembers good ones, since verifying takes its time. */
public final class AccessTokens {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
    private static final int LONGEST = 8_192;

    private final JwtDecoder decoder;

    public AccessTokens(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    /** The token's content if it is valid now. Throws a problem if that cannot be found out. */
    public Optional<AccessToken> verify(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return read(decoder.decode(token));
        } catch (BadJwtException e) {
            return Optional.empty();
        } catch (JwtException e) {
            // It is not the token: the keys to check it with cannot be had.
            LOG.warn("The keys of the issuer cannot be read", e);
            throw Problem.unavailable("Access tokens cannot be checked at the moment", 5)
                    .asException();
        }
    }

    private static Optional<AccessToken> read(Jwt jwt) {
        Map<String, Object> claims = jwt.getClaims();
        Object serviceId = claims.get(AccessToken.SERVICE_ID);
        // No service means the administrator, so a service that cannot be read must not pass for none.
        if (!(claims.get("sub") instanceof String clientId) || serviceId != null && !(serviceId instanceof String)) {
            return Optional.empty();
        }
        Set<String> scopes = claims.get(AccessToken.SCOPE) instanceof String scope
                ? Set.copyOf(List.of(scope.split(" ")))
                : Set.of();
        Device device = Device.of(jwt);
        return Optional.of(new AccessToken(
                jwt.getId(),
                device == null ? clientId : device.clientId(),
                (String) serviceId,
                scopes,
                claims.get(AccessToken.CLIENT_GENERATION) instanceof Number generation
                        ? generation.intValue()
                        : ClientRecord.FIRST_GENERATION,
                Device.keyThumbprint(jwt),
                device));
    }
}
