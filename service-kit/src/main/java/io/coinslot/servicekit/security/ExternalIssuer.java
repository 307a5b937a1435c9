package io.coinslot.servicekit.security;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/**
 * An issuer of access tokens (an OpenID provider) in place of the gateway's authorization server: settings under {@code
 * coinslot.security.external-issuer}. Its tokens are read into the claims that ours have, so that nothing behind the
 * decoder knows the difference.
 *
 * @param issuer the iss claim of its tokens
 * @param jwksUri where its keys are
 * @param audience what the aud claim must contain
 * @param algorithms by which it signs; others are refused. Signatures by a shared secret are not offered
 * @param tokenTypes what the typ header may name (RFC 9068 has at+jwt); one that names none is taken for a JWT. Other
 *     tokens that the issuer signs by the same keys, such as proofs and logout tokens, name another
 * @param serviceIdClaim names the service that the client acts for
 * @param scopeClaim a list, or a text with blanks
 * @param clientIdClaim names the client; the same for all of its tokens, since idempotency keys are the client's
 * @param amountLimitsClaim the client's amount limits, as our tokens carry them
 * @param deviceIdClaim makes a token a device's and names it; such a token must be bound to a key (cnf with jkt)
 * @param userIdClaim names the user of a device
 * @param administratorScope makes a token an administrator's. Without it, nobody is one: a token that names no service
 *     is refused
 */
public record ExternalIssuer(
        String issuer,
        String jwksUri,
        @DefaultValue("coinslot") String audience,
        @DefaultValue("ES256") List<String> algorithms,
        @DefaultValue({"JWT", "at+jwt"}) List<String> tokenTypes,
        @DefaultValue("service_id") String serviceIdClaim,
        @DefaultValue("scope") String scopeClaim,
        @DefaultValue("sub") String clientIdClaim,
        @DefaultValue("amount_limits") String amountLimitsClaim,
        @DefaultValue(Device.DEVICE_ID) String deviceIdClaim,
        @DefaultValue(Device.USER_ID) String userIdClaim,
        @Nullable String administratorScope) {
    private static final String JWT = "JWT";
    private static final String SERVICE_ID = "service_id";
    private static final String SCOPE = "scope";
    private static final String AMOUNT_LIMITS = "amount_limits";
    private static final Duration LONGEST_WAIT_FOR_KEYS = Duration.ofSeconds(5);

    public ExternalIssuer {
        algorithms = List.copyOf(algorithms);
        if (algorithms.isEmpty() || !algorithms.stream().allMatch(name -> SignatureAlgorithm.from(name) != null)) {
            throw new IllegalArgumentException(
                    "coinslot.security.external-issuer.algorithms must be asymmetric ones, not " + algorithms);
        }
        tokenTypes = List.copyOf(tokenTypes);
        if (tokenTypes.isEmpty()) {
            throw new IllegalArgumentException(
                    "coinslot.security.external-issuer.token-types must name one, such as at+jwt");
        }
        if (issuer.isBlank() || jwksUri.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException(
                    "coinslot.security.external-issuer needs an issuer, a jwks-uri and an audience");
        }
    }

    /** Verifies signature, type, issuer, audience and times, and remembers good tokens. */
    public JwtDecoder decoder(Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(jwksUri)
                .jwsAlgorithms(accepted -> {
                    accepted.clear();
                    algorithms.forEach(name -> accepted.add(SignatureAlgorithm.from(name)));
                })
                .restOperations(new RestTemplate(boundedRequests()))
                .build();
        decoder.setClaimSetConverter(ownClaims());
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(
                new JwtTimestampValidator(),
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, expires -> expires != null),
                types(),
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, named -> named != null && named.contains(audience)),
                Device.wholeOrNone())));
        return new CachingJwtDecoder(decoder, clock);
    }

    /** RFC 7515 (4.1.9) leaves out "application/" where nothing else has a slash. */
    private JwtTypeValidator types() {
        JwtTypeValidator types = new JwtTypeValidator(tokenTypes.stream()
                .flatMap(type -> Stream.of(type, "application/" + type))
                .toList());
        types.setAllowEmpty(tokenTypes.stream().anyMatch(JWT::equalsIgnoreCase));
        return types;
    }

    private static SimpleClientHttpRequestFactory boundedRequests() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(LONGEST_WAIT_FOR_KEYS);
        requests.setReadTimeout(LONGEST_WAIT_FOR_KEYS);
        return requests;
    }

    private Converter<Map<String, Object>, Map<String, Object>> ownClaims() {
        MappedJwtClaimSetConverter standard = MappedJwtClaimSetConverter.withDefaults(Map.of());
        return claims -> translated(standard.convert(claims));
    }

    private Map<String, Object> translated(@Nullable Map<String, Object> claims) {
        if (claims == null) {
            throw new BadJwtException("The token has no claims");
        }
        Set<String> scopes = new HashSet<>(CallerResolver.scopes(claims.get(scopeClaim)));
        Object serviceId = claims.get(serviceIdClaim);
        Object amountLimits = claims.get(amountLimitsClaim);
        Map<String, Object> own = new HashMap<>(claims);
        own.keySet().removeAll(Set.of(SERVICE_ID, SCOPE, AMOUNT_LIMITS, Device.USER_ID, Device.DEVICE_ID));
        own.put(JwtClaimNames.SUB, text(claims.get(clientIdClaim), clientIdClaim));
        boolean ofDevice = claims.containsKey(deviceIdClaim);
        if (ofDevice) {
            own.put(Device.DEVICE_ID, text(claims.get(deviceIdClaim), deviceIdClaim));
            own.put(Device.USER_ID, text(claims.get(userIdClaim), userIdClaim));
        }
        // With us a token without a service is the administrator's: nobody may become that by lacking a claim.
        if (ofDevice || administratorScope == null || !scopes.remove(administratorScope)) {
            own.put(SERVICE_ID, text(serviceId, serviceIdClaim));
        }
        own.put(SCOPE, String.join(" ", scopes));
        if (amountLimits instanceof Collection<?> limits) {
            own.put(AMOUNT_LIMITS, limits);
        } else if (amountLimits != null) {
            throw new BadJwtException("The token's claim " + amountLimitsClaim + " must be a list");
        }
        return own;
    }

    private static String text(@Nullable Object claim, String name) {
        if (!(claim instanceof String text) || text.isBlank()) {
            throw new BadJwtException("The token's claim " + name + " must be a text");
        }
        return text;
    }
}
