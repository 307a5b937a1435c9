package io.coinslot.marketgateway.googleplay;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.ReceivesNotifications.Forged;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.http.HttpEntity;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpGet;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the identity tokens that Pub/Sub sends with a push. Google's keys are cached, and asked for again when an
 * unknown one signs; a token that was verified is known until it expires, since Pub/Sub uses one for up to an hour.
 */
final class GoogleIdTokens {
    private static final int MOST_KNOWN = 10_000;
    private static final int LARGEST_KEY_SET_BYTES = 256 * 1024;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Map<String, JWTClaimsSet> known = new ConcurrentHashMap<>();
    private final Clock clock;

    GoogleIdTokens(URI jwksUri, String issuer, HttpClient connections, Clock clock) {
        this.clock = clock;
        try {
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                    JWSAlgorithm.RS256,
                    JWKSourceBuilder.create(jwksUri.toURL(), address -> keys(connections, address))
                            .outageTolerant(true)
                            .build()));
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jwksUri + " is no address of keys", e);
        }
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("aud", "exp", "iat", "email")));
    }

    /** Over our own connections, whose waits are bounded one by one and together. */
    private static Resource keys(HttpClient connections, URL address) throws IOException {
        return connections.execute(new HttpGet(address.toString()), response -> {
            int status = response.getStatusLine().getStatusCode();
            HttpEntity entity = response.getEntity();
            if (status != 200 || entity == null) {
                throw new IOException(address + " answers " + status);
            }
            byte[] content;
            try (InputStream stream = entity.getContent()) {
                content = stream.readNBytes(LARGEST_KEY_SET_BYTES + 1);
            }
            if (content.length > LARGEST_KEY_SET_BYTES) {
                throw new IOException(address + " answers more than " + LARGEST_KEY_SET_BYTES + " bytes");
            }
            return new Resource(new String(content, StandardCharsets.UTF_8), "application/json");
        });
    }

    /** The claims of a token that Google signed and that has not expired. */
    JWTClaimsSet verified(String token) throws Forged, MarketFailure {
        JWTClaimsSet claims = stillKnown(token);
        if (claims == null) {
            claims = verify(token);
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            known.put(token, claims);
        }
        return claims;
    }

    private @Nullable JWTClaimsSet stillKnown(String token) {
        JWTClaimsSet claims = known.get(token);
        if (claims == null) {
            return null;
        }
        Instant expires = claims.getExpirationTime().toInstant();
        return clock.instant().isBefore(expires) ? claims : null;
    }

    private JWTClaimsSet verify(String token) throws Forged, MarketFailure {
        try {
            return processor.process(token, null);
        } catch (RateLimitReachedException e) {
            // The keys were read a moment ago and the one that signed is not among them.
            throw new Forged("the token's key is none of Google's");
        } catch (KeySourceException e) {
            throw new MarketFailure(
                    MarketFailure.Kind.RETRY_LATER, "KEYS_NOT_REACHED", "Google's keys cannot be read", null, e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new Forged("the token is not Google's: " + e.getMessage());
        }
    }
}
