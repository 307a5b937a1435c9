package io.coinslot.marketgateway.galaxystore;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.ReceivesNotifications.Forged;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A notification's token, taken apart. */
final class SignedNotification {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ISSUER = "iap.samsungapps.com";
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final JWSObject token;

    private SignedNotification(JWSObject token) {
        this.token = token;
    }

    static SignedNotification of(byte[] body) throws Forged {
        try {
            return new SignedNotification(parsed(body));
        } catch (ParseException e) {
            throw new Forged("the body is no signed token");
        }
    }

    /** The claims in a body whose sender was proven, or that a sweep has written down; null if they are no JSON. */
    static @Nullable JsonNode claimsIn(byte[] body) {
        try {
            String text = text(body);
            return JSON.readTree(
                    text.startsWith("{") ? text : parsed(body).getPayload().toString());
        } catch (ParseException | JacksonException e) {
            return null;
        }
    }

    /** Whether it is signed, as Samsung signs, with the IAP key that the link names. */
    boolean isSignedFor(MarketLink link) {
        String key = link.setting("iapPublicKey");
        try {
            return key != null
                    && JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())
                    && token.verify(new RSASSAVerifier(GalaxyKeys.publicKey(key)));
        } catch (GeneralSecurityException | JOSEException e) {
            return false;
        }
    }

    /** The claims, or null if what is signed are none. */
    @Nullable
    JWTClaimsSet claims() {
        Map<String, Object> claims = token.getPayload().toJSONObject();
        try {
            return claims == null ? null : JWTClaimsSet.parse(claims);
        } catch (ParseException e) {
            return null;
        }
    }

    @Nullable
    JsonNode json() {
        try {
            return JSON.readTree(payload());
        } catch (JacksonException e) {
            return null;
        }
    }

    String payload() {
        return token.getPayload().toString();
    }

    /**
     * Whether Samsung issued the claims, and not in the future. How old they may be is not limited: Samsung sends again
     * what was not taken, and one that is replayed leads to nothing but another look at the record.
     */
    static void check(JWTClaimsSet claims, Clock clock) throws Forged {
        Instant now = clock.instant();
        try {
            new AtTime(now).verify(claims, null);
        } catch (BadJWTException e) {
            throw new Forged(String.valueOf(e.getMessage()));
        }
        if (claims.getIssueTime().toInstant().isAfter(now.plus(SKEW))) {
            throw new Forged("it is issued ahead of our time");
        }
    }

    private static final class AtTime extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final Instant now;

        AtTime(Instant now) {
            super(new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("sub", "aud", "iat"));
            setMaxClockSkew((int) SKEW.toSeconds());
            this.now = now;
        }

        @Override
        protected Date currentTime() {
            return Date.from(now);
        }
    }

    private static JWSObject parsed(byte[] body) throws ParseException {
        return JWSObject.parse(text(body));
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).trim();
    }
}
