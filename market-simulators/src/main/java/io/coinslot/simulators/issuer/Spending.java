package io.coinslot.simulators.issuer;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.coinslot.simulators.network.PresentedToken;
import io.coinslot.simulators.network.Verdict;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Payments with tokens: what is needed for one, and whether it is good. Callers hold the company's lock. */
final class Spending {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration CRYPTOGRAM_LIFE = Duration.ofMinutes(10);
    private static final int CRYPTOGRAM_BYTES = 20;

    private final BankMemory memory;
    private final TokenNumbers numbers;
    private final SpendingRules rules;
    private final Clock clock;

    Spending(BankMemory memory, TokenNumbers numbers, SpendingRules rules, Clock clock) {
        this.memory = memory;
        this.numbers = numbers;
        this.rules = rules;
        this.clock = clock;
    }

    /** The token's number with a cryptogram for one payment, readable for the holder of the recipient's key alone. */
    String credential(Token token, JsonNode recipientKey) {
        switch (token.status()) {
            case INACTIVE -> throw IssuerRefusal.conflict("TOKEN_NOT_ACTIVE", "The token is not active yet.");
            case SUSPENDED -> throw IssuerRefusal.conflict("TOKEN_SUSPENDED", "The token is suspended.");
            case DEACTIVATED -> throw IssuerRefusal.conflict("TOKEN_DEACTIVATED", "The token was deleted.");
            case ACTIVE -> {}
        }
        ECKey recipient = key(recipientKey);
        byte[] random = new byte[CRYPTOGRAM_BYTES];
        RANDOM.nextBytes(random);
        String cryptogram = Base64.getEncoder().encodeToString(random);
        memory.put(new Cryptogram(
                digest(cryptogram),
                token.tokenUniqueReference(),
                clock.instant().plus(CRYPTOGRAM_LIFE),
                false));
        return sealed(
                Json.object()
                        .put("accountNumber", numbers.of(token))
                        .put("applicationExpiryDate", token.face().tokenExpiry())
                        .put("cryptogram", cryptogram)
                        .put("electronicCommerceIndicator", "05")
                        .put("accountPanSuffix", token.face().accountPanSuffix())
                        .toString(),
                recipient);
    }

    boolean knows(PresentedToken presented) {
        return memory.cryptogram(digest(presented.cryptogram())) != null;
    }

    /** Says whether a payment is good, and takes its cryptogram. */
    Verdict authorise(PresentedToken presented) {
        Instant now = clock.instant();
        Cryptogram known = memory.cryptogram(digest(presented.cryptogram()));
        Token token = known == null ? null : memory.token(known.tokenUniqueReference());
        String suffix = token == null ? "" : token.face().accountPanSuffix();
        String declineCode =
                known == null || token == null ? "security_violation" : judged(presented, known, token, now);
        if (known != null && !known.isUsed()) {
            memory.put(known.used());
        }
        memory.put(new Authorisation(
                token == null ? null : token.tokenUniqueReference(),
                suffix,
                presented.amount(),
                presented.currency(),
                declineCode,
                now));
        return new Verdict(declineCode, suffix);
    }

    private @Nullable String judged(PresentedToken presented, Cryptogram known, Token token, Instant now) {
        if (known.isUsed()
                || !known.expiresAt().isAfter(now)
                || !numbers.of(token).equals(presented.number())) {
            return "security_violation";
        }
        if (!token.face().tokenExpiry().equals(presented.expiry())) {
            return "expired_card";
        }
        return switch (token.status()) {
            case ACTIVE -> rules.declineCode(token);
            case SUSPENDED -> "restricted_card";
            case INACTIVE, DEACTIVATED -> "invalid_account";
        };
    }

    private static ECKey key(JsonNode jwk) {
        try {
            ECKey key = ECKey.parse(jwk.toString());
            if (Curve.P_256.equals(key.getCurve()) && !key.isPrivate()) {
                return key;
            }
        } catch (ParseException malformed) {
            // Told below, without what is in it.
        }
        throw IssuerRefusal.invalid("recipientKey", "must be a public P-256 key as a JWK.");
    }

    private static String sealed(String content, ECKey recipient) {
        try {
            JWEObject sealed = new JWEObject(
                    new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM).build(),
                    new Payload(content));
            sealed.encrypt(new ECDHEncrypter(recipient));
            return sealed.serialize();
        } catch (JOSEException e) {
            throw IssuerRefusal.invalid("recipientKey", "cannot be sealed to.");
        }
    }

    private static String digest(String cryptogram) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(cryptogram.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
