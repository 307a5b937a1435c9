package io.coinslot.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Verifies access tokens; one that was found good is remembered until it expires, since verifying takes its time. */
public final class AccessTokens {
    private static final int REMEMBERED = 10_000;
    private static final int LONGEST = 8_192;

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Cache<String, AccessToken> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    public AccessTokens(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    /** The token's content if it is valid now. */
    public Optional<AccessToken> verify(String token) {
        AccessToken known = verified.getIfPresent(token);
        if (known == null) {
            return decode(token);
        }
        if (clock.instant().isBefore(known.expiresAt())) {
            return Optional.of(known);
        }
        verified.invalidate(token);
        return Optional.empty();
    }

    private Optional<AccessToken> decode(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Optional<AccessToken> accessToken = read(decoder.decode(token));
            accessToken.ifPresent(good -> verified.put(token, good));
            return accessToken;
        } catch (JwtException e) {
            return Optional.empty();
        }
    }

    private Optional<AccessToken> read(Jwt jwt) {
        String clientId = jwt.getSubject();
        Instant expiresAt = jwt.getExpiresAt();
        if (clientId == null || expiresAt == null || !clock.instant().isBefore(expiresAt)) {
            return Optional.empty();
        }
        String scope = jwt.getClaimAsString(AccessToken.SCOPE);
        return Optional.of(new AccessToken(
                clientId,
                jwt.getClaimAsString(AccessToken.SERVICE_ID),
                scope == null ? Set.of() : Set.copyOf(List.of(scope.split(" "))),
                expiresAt));
    }
}
