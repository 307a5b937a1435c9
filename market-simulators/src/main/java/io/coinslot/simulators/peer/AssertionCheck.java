package io.coinslot.simulators.peer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.coinslot.simulators.accountprovider.AccountProvider;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The payment server's own look at an account assertion: it does not take the word of whoever hands it in, or any
 * partner could ask for anybody's cards.
 */
final class AssertionCheck {
    private static final Duration LONGEST = Duration.ofSeconds(600);
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private final AccountProvider provider;
    private final InstantSource clock;

    AssertionCheck(AccountProvider provider, InstantSource clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** What a partner says about the account and its device. */
    record Claimed(String presenter, String accountReference, String deviceKeyThumbprint) {}

    void check(String assertion, Claimed claimed) throws PeerRefusal {
        JWTClaimsSet claims = signedByProvider(assertion);
        checkTime(claims);
        if (!claims.getAudience().equals(List.of(Peer.ID))) {
            throw PeerRefusal.assertion("WRONG_AUDIENCE", "The assertion is for somebody else.");
        }
        if (!claimed.presenter().equals(claims.getClaim("azp"))) {
            throw PeerRefusal.assertion("WRONG_PRESENTER", "The assertion is for somebody else to present.");
        }
        if (!claimed.accountReference().equals(claims.getSubject())) {
            throw new PeerRefusal(403, "ACCOUNT_MISMATCH", "The assertion is about another account.");
        }
        if (!claimed.deviceKeyThumbprint().equals(thumbprint(claims))) {
            throw new PeerRefusal(403, "DEVICE_MISMATCH", "The assertion is bound to another device.");
        }
    }

    private JWTClaimsSet signedByProvider(String assertion) {
        try {
            SignedJWT token = SignedJWT.parse(assertion);
            boolean isOfTheKind = JWSAlgorithm.ES256.equals(token.getHeader().getAlgorithm())
                    && AccountProvider.TYPE.equals(token.getHeader().getType());
            if (isOfTheKind && token.verify(new ECDSAVerifier(provider.verificationKey()))) {
                JWTClaimsSet claims = token.getJWTClaimsSet();
                if (AccountProvider.ID.equals(claims.getIssuer())) {
                    return claims;
                }
            }
        } catch (ParseException | JOSEException malformed) {
            // Told below, like a signature that is none.
        }
        throw PeerRefusal.assertion("INVALID", "The assertion is not one of a provider that is trusted.");
    }

    private void checkTime(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Instant issuedAt = instant(claims.getIssueTime());
        Instant expiresAt = instant(claims.getExpirationTime());
        if (!expiresAt.isAfter(now)) {
            throw PeerRefusal.assertion("EXPIRED", "The assertion is no longer valid.");
        }
        boolean isTooLong = Duration.between(issuedAt, expiresAt).compareTo(LONGEST) > 0;
        if (isTooLong || issuedAt.isAfter(now.plus(LEEWAY))) {
            throw PeerRefusal.assertion("INVALID", "The assertion is valid for too long, or not yet.");
        }
    }

    private static Instant instant(@Nullable Date date) {
        return date == null ? Instant.EPOCH : date.toInstant();
    }

    private static String thumbprint(JWTClaimsSet claims) {
        return claims.getClaim("cnf") instanceof Map<?, ?> confirmation ? String.valueOf(confirmation.get("jkt")) : "";
    }
}
