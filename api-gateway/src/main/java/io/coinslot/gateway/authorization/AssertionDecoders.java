package io.coinslot.gateway.authorization;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.coinslot.gateway.client.SpentIds;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Verifies the signed assertions of private_key_jwt (RFC 7523): signed with a key the client registered, meant for
 * this server, short-lived, and used once.
 */
final class AssertionDecoders implements JwtDecoderFactory<RegisteredClient> {
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    /** As much as the clocks of gateways may differ: what one forgets, none may still take. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private static final int LONGEST_ID = 255;

    private final Set<String> audiences;
    private final SpentIds spent;
    private final Clock clock;

    AssertionDecoders(String issuer, SpentIds spent, Clock clock) {
        this.audiences = Set.of(issuer, issuer + "/oauth2/token");
        this.spent = spent;
        this.clock = clock;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        JwtDecoder signed = decoder(client);
        return token -> onlyOnce(client.getClientId(), signed.decode(token));
    }

    private JwtDecoder decoder(RegisteredClient client) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(keysOf(client)))
                .jwsAlgorithms(algorithms -> algorithms.addAll(
                        List.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256, SignatureAlgorithm.PS256)))
                .build();
        JwtTimestampValidator timestamps = new JwtTimestampValidator(CLOCK_SKEW);
        timestamps.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(timestamps, jwt -> checked(client, jwt)));
        return decoder;
    }

    private static JWKSet keysOf(RegisteredClient client) {
        @Nullable String keySetJson = client.getClientSettings().getSetting(StoredClients.KEY_SET);
        if (keySetJson == null) {
            throw new BadJwtException("the client registered no keys");
        }
        try {
            return JWKSet.parse(keySetJson);
        } catch (ParseException e) {
            throw new BadJwtException("the client's keys cannot be read", e);
        }
    }

    private OAuth2TokenValidatorResult checked(RegisteredClient client, Jwt assertion) {
        boolean valid = client.getClientId().equals(assertion.getClaimAsString(JwtClaimNames.ISS))
                && client.getClientId().equals(assertion.getSubject())
                && isMeantForUs(assertion.getAudience())
                && isNear(assertion.getExpiresAt())
                && isName(assertion.getId());
        return valid
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT));
    }

    private boolean isMeantForUs(@Nullable List<String> audience) {
        return audience != null && audience.stream().anyMatch(audiences::contains);
    }

    private boolean isNear(@Nullable Instant expiresAt) {
        return expiresAt != null && expiresAt.isBefore(clock.instant().plus(LONGEST_LIFE));
    }

    private static boolean isName(@Nullable String assertionId) {
        return assertionId != null && !assertionId.isBlank() && assertionId.length() <= LONGEST_ID;
    }

    private Jwt onlyOnce(String clientId, Jwt assertion) {
        Instant expiresAt = Objects.requireNonNull(assertion.getExpiresAt());
        Instant keptUntil = expiresAt.plus(CLOCK_SKEW).plus(CLOCKS_DIFFER);
        if (!spent.spend(clientId, Objects.requireNonNull(assertion.getId()), keptUntil)) {
            throw new BadJwtException("the assertion was used before");
        }
        return assertion;
    }
}
