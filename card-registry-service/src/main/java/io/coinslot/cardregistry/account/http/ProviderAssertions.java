package io.coinslot.cardregistry.account.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.coinslot.cardregistry.account.AccountAssertions;
import io.coinslot.cardregistry.account.AssertionRefused;
import io.coinslot.cardregistry.account.AssertionRefused.Reason;
import io.coinslot.cardregistry.account.VerifiedAccount;
import io.coinslot.cardregistry.account.VerifiedAccount.OnwardAssertion;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.io.IOException;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Assertions by the providers that the service knows, each with the keys it publishes. ES256 alone. */
public final class ProviderAssertions implements AccountAssertions {
    private static final String TYPE = "account-assertion+jwt";
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private final String serverId;
    private final Map<String, PublishedKeys> providers;
    private final Clock clock;

    /** @param serverId what assertions made for us name as their audience */
    public ProviderAssertions(String serverId, Map<String, PublishedKeys> providers, Clock clock) {
        this.serverId = serverId;
        this.providers = Map.copyOf(providers);
        this.clock = clock;
    }

    @Override
    public VerifiedAccount verify(String assertion, @Nullable String presenter, String deviceKeyThumbprint)
            throws AssertionRefused, IOException {
        try {
            SignedJWT token = SignedJWT.parse(assertion);
            JWTClaimsSet claims = signed(token);
            checkTimes(claims);
            require(List.of(serverId).equals(claims.getAudience()), Reason.ASSERTION_WRONG_AUDIENCE);
            String azp = claims.getStringClaim("azp");
            require(azp == null || azp.equals(presenter), Reason.ASSERTION_WRONG_PRESENTER);
            require(presenter == null || azp != null, Reason.ASSERTION_WRONG_PRESENTER);
            require(deviceKeyThumbprint.equals(thumbprint(claims)), Reason.ASSERTION_OTHER_DEVICE);
            String subject = claims.getSubject();
            require(subject != null && !subject.isBlank(), Reason.ASSERTION_INVALID);
            String id = claims.getJWTID();
            require(id != null && !id.isBlank(), Reason.ASSERTION_INVALID);
            String issuer = String.valueOf(claims.getIssuer());
            return new VerifiedAccount(
                    DerivedId.of("acc_", issuer, String.valueOf(subject)),
                    String.valueOf(subject),
                    DerivedId.of("", issuer, String.valueOf(id)),
                    claims.getExpirationTime().toInstant(),
                    onward(claims));
        } catch (ParseException | JOSEException e) {
            throw new AssertionRefused(Reason.ASSERTION_INVALID);
        }
    }

    @Override
    public String provider(String assertion) {
        try {
            String issuer =
                    String.valueOf(SignedJWT.parse(assertion).getJWTClaimsSet().getIssuer());
            return providers.containsKey(issuer) ? issuer : "";
        } catch (ParseException e) {
            return "";
        }
    }

    private JWTClaimsSet signed(SignedJWT token) throws AssertionRefused, IOException, ParseException, JOSEException {
        require(JWSAlgorithm.ES256.equals(token.getHeader().getAlgorithm()), Reason.ASSERTION_INVALID);
        require(
                token.getHeader().getType() != null
                        && TYPE.equals(token.getHeader().getType().getType()),
                Reason.ASSERTION_INVALID);
        JWTClaimsSet claims = token.getJWTClaimsSet();
        PublishedKeys keys = providers.get(String.valueOf(claims.getIssuer()));
        String keyId = token.getHeader().getKeyID();
        ECPublicKey key = keys == null || keyId == null ? null : keys.verifying(keyId);
        if (key == null) {
            throw new AssertionRefused(Reason.ASSERTION_INVALID);
        }
        require(token.verify(new ECDSAVerifier(key)), Reason.ASSERTION_INVALID);
        return claims;
    }

    private void checkTimes(JWTClaimsSet claims) throws AssertionRefused {
        require(claims.getExpirationTime() != null && claims.getIssueTime() != null, Reason.ASSERTION_INVALID);
        Instant now = clock.instant();
        Instant expiresAt = claims.getExpirationTime().toInstant();
        Instant issuedAt = claims.getIssueTime().toInstant();
        require(now.isBefore(expiresAt), Reason.ASSERTION_EXPIRED);
        require(!issuedAt.isAfter(now.plus(LEEWAY)), Reason.ASSERTION_INVALID);
        require(Duration.between(issuedAt, expiresAt).compareTo(LONGEST_LIFE) <= 0, Reason.ASSERTION_LONG_LIVED);
    }

    private static @Nullable Object thumbprint(JWTClaimsSet claims) throws ParseException {
        Map<String, Object> confirmation = claims.getJSONObjectClaim("cnf");
        return confirmation == null ? null : confirmation.get("jkt");
    }

    /** What others get is theirs to verify; that a text is no assertion is told now rather than by them. */
    private static Map<String, OnwardAssertion> onward(JWTClaimsSet claims) throws ParseException, AssertionRefused {
        Map<String, OnwardAssertion> onward = new HashMap<>();
        Map<String, Object> named = claims.getJSONObjectClaim("onward_assertions");
        if (named != null) {
            for (Map.Entry<String, Object> entry : named.entrySet()) {
                String assertion = String.valueOf(entry.getValue());
                String subject = SignedJWT.parse(assertion).getJWTClaimsSet().getSubject();
                require(subject != null && !subject.isBlank(), Reason.ASSERTION_INVALID);
                onward.put(entry.getKey(), new OnwardAssertion(String.valueOf(subject), assertion));
            }
        }
        return onward;
    }

    private static void require(boolean condition, Reason otherwise) throws AssertionRefused {
        if (!condition) {
            throw new AssertionRefused(otherwise);
        }
    }
}
