package io.coinslot.billing.information;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseId;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signs and reads billing tokens (JWS, HS256). A purchase has one token at a time; each lives for a fixed while, counted
 * from the purchase's creation, so that a repeated request is answered with the same token.
 */
public final class BillingTokens {
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(15);
    private static final JWSHeader HEADER = new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(new JOSEObjectType("coinslot-billing+jwt"))
            .build();

    private final MACSigner signer;
    private final List<MACVerifier> verifiers;
    private final long lifeSeconds;

    /** @param keys the first signs, and what any of them has signed is good until it expires */
    public BillingTokens(List<byte[]> keys, Duration life) {
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException("billing tokens live for at most " + LONGEST_LIFE + ", not " + life);
        }
        lifeSeconds = life.toSeconds();
        try {
            signer = new MACSigner(keys.getFirst());
            List<MACVerifier> all = new ArrayList<>();
            for (byte[] key : keys) {
                all.add(new MACVerifier(key));
            }
            verifiers = List.copyOf(all);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("billing-tokens.key can not sign", e);
        }
    }

    /** The number of the token that is current at a time. */
    public long numberAt(Purchase purchase, Instant time) {
        long ageSeconds = time.getEpochSecond() - purchase.order().createdAt().getEpochSecond();
        return 1 + Math.max(0, ageSeconds) / lifeSeconds;
    }

    /** The purchase's token of this number. */
    public String token(Purchase purchase, long number) {
        long issuedAt = purchase.order().createdAt().getEpochSecond() + (number - 1) * lifeSeconds;
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", purchase.id().value());
        claims.put("service_id", purchase.serviceId().value());
        claims.put("number", number);
        claims.put("iat", issuedAt);
        claims.put("exp", issuedAt + lifeSeconds);
        try {
            JWSObject token = new JWSObject(HEADER, new Payload(claims));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a billing token could not be signed", e);
        }
    }

    /** What the token says, expired or not; empty if it is not one of ours or was changed. */
    public Optional<BillingToken> read(String text) {
        try {
            JWSObject token = JWSObject.parse(text);
            if (!HEADER.getType().equals(token.getHeader().getType()) || !isOurs(token)) {
                return Optional.empty();
            }
            return Optional.of(read(token.getPayload().toJSONObject()));
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(JWSObject token) throws JOSEException {
        for (MACVerifier verifier : verifiers) {
            if (token.verify(verifier)) {
                return true;
            }
        }
        return false;
    }

    /** The claims of a token that we signed: they are all there. */
    private static BillingToken read(Map<String, Object> claims) {
        return new BillingToken(
                new PurchaseId(String.valueOf(claims.get("sub"))),
                new ServiceId(String.valueOf(claims.get("service_id"))),
                Long.parseLong(String.valueOf(claims.get("number"))),
                Instant.ofEpochSecond(Long.parseLong(String.valueOf(claims.get("exp")))));
    }
}
