package io.coinslot.gateway.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service's client. Its secrets are not here: each is derived from its generation ({@link ClientSecrets}).
 *
 * @param generation of the current secret, from 1
 * @param retired former secrets that are or were valid for a time after a rotation
 * @param rotations what each Idempotency-Key led to, so that a repeated rotation is answered the same
 * @param keySetJson the public keys (JWKS) with which it signs assertions, or null
 * @param rateLimit null if the default holds
 * @param ended what was given out before and counts no longer
 * @param version raised by every change, and compared by it
 */
public record ClientRecord(
        String clientId,
        String serviceId,
        int generation,
        List<RetiredSecret> retired,
        List<Rotation> rotations,
        @Nullable String keySetJson,
        @Nullable RateLimit rateLimit,
        List<AmountLimit> amountLimits,
        Ended ended,
        long version) {
    public static final int FIRST_GENERATION = 1;

    /** As long as an Idempotency-Key holds, and a day. */
    private static final Duration ROTATIONS_KEPT = Duration.ofDays(31);

    /** A client that has as many has to wait until the oldest is forgotten. The catalog, asked first, takes fewer. */
    public static final int MOST_ROTATIONS = 1_000;

    public ClientRecord {
        retired = List.copyOf(retired);
        rotations = List.copyOf(rotations);
        amountLimits = List.copyOf(amountLimits);
    }

    /** A former secret. */
    public record RetiredSecret(int generation, Instant validUntil) {
        private RetiredSecret atMostUntil(Instant other) {
            return validUntil.isAfter(other) ? new RetiredSecret(generation, other) : this;
        }
    }

    /**
     * The generation that a rotation with this key led to.
     *
     * @param rotatedAt null if it was stored before this was
     */
    public record Rotation(
            String keyFingerprint,
            int generation,
            Instant oldValidUntil,
            @Nullable Instant rotatedAt) {
        /** Its key may still be sent again. */
        private boolean isRememberedAt(Instant now) {
            Instant at = rotatedAt == null ? oldValidUntil : rotatedAt;
            return now.isBefore(at.plus(ROTATIONS_KEPT));
        }
    }

    /**
     * Which tokens count no longer, since a rotation ended whatever else lets in.
     *
     * @param beforeGeneration those that were given under an earlier one
     * @param sparedTokenId but for the one that asked for that rotation: it has to be able to ask again
     */
    public record Ended(int beforeGeneration, @Nullable String sparedTokenId) {
        public static final Ended NONE = new Ended(FIRST_GENERATION, null);

        /** @param tokenId null if it has none */
        public boolean ends(int generation, @Nullable String tokenId) {
            return generation < beforeGeneration && (tokenId == null || !tokenId.equals(sparedTokenId));
        }
    }

    public static String idOf(String serviceId) {
        return "svc-" + serviceId;
    }

    /** A new client of a service. */
    public static ClientRecord ofService(String serviceId) {
        return new ClientRecord(
                idOf(serviceId),
                serviceId,
                FIRST_GENERATION,
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                Ended.NONE,
                1);
    }

    /** The generations whose secrets are accepted now. */
    public List<Integer> validGenerations(Instant now) {
        List<Integer> valid = new ArrayList<>(List.of(generation));
        for (RetiredSecret secret : retired) {
            if (now.isBefore(secret.validUntil())) {
                valid.add(secret.generation());
            }
        }
        return valid;
    }

    /** The newest of this key: the key may come again after its month. */
    public Optional<Rotation> rotationOf(String keyFingerprint) {
        return rotations.stream()
                .filter(rotation -> rotation.keyFingerprint().equals(keyFingerprint))
                .findFirst();
    }

    /** Whether another rotation must wait: each is remembered for a month, and that is bounded. */
    public boolean hasRotatedTooOften(Instant now) {
        return rotations.stream()
                        .filter(rotation -> rotation.isRememberedAt(now))
                        .count()
                >= MOST_ROTATIONS;
    }

    /**
     * Starts a new secret and keeps the present one for a time; the same key again changes nothing. No former secret
     * outlives the one that is replaced now: whoever ends a secret because it leaked ends those before it too.
     */
    public ClientRecord rotated(String keyFingerprint, Instant oldValidUntil, Instant now) {
        return rotated(keyFingerprint, oldValidUntil, now, keySetJson, ended);
    }

    /**
     * Starts a new secret and ends whatever else lets in: every former secret, the keys, and what was given for them.
     * Whoever had a secret that leaked could register keys of their own, and can with a token for as long as it lives.
     *
     * @param byTokenId of the token that asks for it, or null if it is not the client's
     */
    public ClientRecord rotatedAlone(
            String keyFingerprint, Instant oldValidUntil, Instant now, @Nullable String byTokenId) {
        return rotated(keyFingerprint, oldValidUntil, now, null, new Ended(generation + 1, byTokenId));
    }

    private ClientRecord rotated(
            String keyFingerprint,
            Instant oldValidUntil,
            Instant now,
            @Nullable String keptKeySetJson,
            Ended newlyEnded) {
        if (rotationOf(keyFingerprint)
                .filter(rotation -> rotation.isRememberedAt(now))
                .isPresent()) {
            return this;
        }
        List<RetiredSecret> kept = new ArrayList<>(List.of(new RetiredSecret(generation, oldValidUntil)));
        retired.stream()
                .map(secret -> secret.atMostUntil(oldValidUntil))
                .filter(secret -> now.isBefore(secret.validUntil()))
                .forEach(kept::add);
        List<Rotation> known =
                new ArrayList<>(List.of(new Rotation(keyFingerprint, generation + 1, oldValidUntil, now)));
        rotations.stream().filter(rotation -> rotation.isRememberedAt(now)).forEach(known::add);
        return new ClientRecord(
                clientId,
                serviceId,
                generation + 1,
                kept,
                known,
                keptKeySetJson,
                rateLimit,
                amountLimits,
                newlyEnded,
                version + 1);
    }

    public ClientRecord withKeySet(@Nullable String newKeySetJson) {
        return new ClientRecord(
                clientId,
                serviceId,
                generation,
                retired,
                rotations,
                newKeySetJson,
                rateLimit,
                amountLimits,
                ended,
                version + 1);
    }

    public ClientRecord withLimits(@Nullable RateLimit newRateLimit, List<AmountLimit> newAmountLimits) {
        return new ClientRecord(
                clientId,
                serviceId,
                generation,
                retired,
                rotations,
                keySetJson,
                newRateLimit,
                newAmountLimits,
                ended,
                version + 1);
    }
}
