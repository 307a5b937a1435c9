package io.coinslot.simulators.issuer;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Makes tokens and carries them through their lives. Callers hold the company's lock. */
final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int REFERENCE_BYTES = 22;

    private final BankMemory memory;
    private final TokenUpdates updates;
    private final Clock clock;

    Tokens(BankMemory memory, TokenUpdates updates, Clock clock) {
        this.memory = memory;
        this.updates = updates;
        this.clock = clock;
    }

    /** A token for a card that was approved, active unless the cardholder has to prove themselves first. */
    Token make(Task task, KnownCard card, TokenStatus status) {
        Instant now = clock.instant();
        Token token = new Token(
                newReference("DWSB"),
                task.serviceId(),
                task.taskId(),
                task.shape(),
                new Token.Face(
                        card.panUniqueReference(),
                        card.paymentAccountReference(),
                        "%04d".formatted(RANDOM.nextInt(10_000)),
                        card.suffix(),
                        card.expiry(),
                        card.expiry(),
                        card.brandName()),
                task.paymentAppInstanceId(),
                status,
                List.of(),
                now,
                0,
                now);
        memory.put(token);
        return token;
    }

    Token suspend(Token token, Suspender by, String reasonCode) {
        requireLive(token);
        if (token.status() == TokenStatus.INACTIVE) {
            throw IssuerRefusal.conflict("TOKEN_NOT_ACTIVE", "The token is not active yet.");
        }
        Set<Suspender> suspenders = token.suspenders();
        if (!suspenders.add(by)) {
            return token;
        }
        return change(token.with(TokenStatus.SUSPENDED, suspenders, clock.instant()), reasonCode);
    }

    Token unsuspend(Token token, Suspender by, String reasonCode) {
        requireLive(token);
        Set<Suspender> suspenders = token.suspenders();
        if (!suspenders.remove(by)) {
            throw IssuerRefusal.conflict("TOKEN_NOT_SUSPENDED_BY", "The token was not suspended by this one.");
        }
        TokenStatus status = suspenders.isEmpty() ? TokenStatus.ACTIVE : TokenStatus.SUSPENDED;
        return change(token.with(status, suspenders, clock.instant()), reasonCode);
    }

    Token delete(Token token, String reasonCode) {
        if (!token.isLive()) {
            return token;
        }
        return change(
                token.with(TokenStatus.DEACTIVATED, EnumSet.noneOf(Suspender.class), clock.instant()), reasonCode);
    }

    /** Keeps a changed token and tells its requestor. */
    Token change(Token token, String reasonCode) {
        memory.put(token);
        updates.statusChanged(token, reasonCode);
        return token;
    }

    /**
     * The card behind the token is renewed under its number, or replaced by another with a number of its own. What the
     * company decides about the old number stays as it is.
     */
    Token fund(Token token, boolean isReplaced) {
        requireLive(token);
        Token.Face old = token.face();
        String expiry = old.accountPanExpiry().substring(0, 2)
                + "%02d".formatted((Integer.parseInt(old.accountPanExpiry().substring(2)) + 3) % 100);
        String reference = isReplaced ? newReference("FWSB") : old.panUniqueReference();
        String suffix = isReplaced ? "%04d".formatted(RANDOM.nextInt(10_000)) : old.accountPanSuffix();
        KnownCard card = memory.card(old.panUniqueReference());
        if (isReplaced && card != null) {
            memory.put(card.replacedBy(reference, suffix, expiry));
        }
        Token.Face face = new Token.Face(
                reference, old.paymentAccountReference(), old.tokenPanSuffix(), suffix, expiry, expiry, old.brand());
        Token funded = token.withFace(face, clock.instant());
        memory.put(funded);
        updates.fundingChanged(funded, isReplaced);
        return funded;
    }

    private static String newReference(String prefix) {
        byte[] random = new byte[REFERENCE_BYTES];
        RANDOM.nextBytes(random);
        return prefix + HexFormat.of().formatHex(random);
    }

    private static void requireLive(Token token) {
        if (!token.isLive()) {
            throw IssuerRefusal.conflict("TOKEN_DEACTIVATED", "The token was deleted.");
        }
    }
}
