package io.coinslot.simulators.issuer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cardholder's codes. They are kept in memory alone and forgotten when the process ends. Callers hold the company's
 * lock.
 */
final class Activations {
    static final int MOST_CODES = 3;
    static final int MOST_ATTEMPTS = 3;
    private static final Duration VALID = Duration.ofMinutes(10);
    private static final Duration APART = Duration.ofSeconds(30);

    private final Map<String, List<ActivationCode>> codes = new HashMap<>();
    private final BankMemory memory;
    private final Tokens tokens;
    private final Clock clock;
    private CodeForm form = CodeForm.USUAL;

    Activations(BankMemory memory, Tokens tokens, Clock clock) {
        this.memory = memory;
        this.tokens = tokens;
        this.clock = clock;
    }

    enum Result {
        /** The token is active. */
        SUCCESS,
        /** Another attempt may follow. */
        INCORRECT_CODE,
        /** No further attempt counts with this code. */
        INCORRECT_CODE_RETRIES_EXCEEDED,
        /** There is no code, or it is too old. */
        EXPIRED_CODE
    }

    /** What became of an attempt, and how many are left with this code. */
    record Outcome(Result result, int attemptsLeft) {}

    /** A code that was sent, and how many more can be asked for. */
    record Sent(Instant expiresAt, int resendsLeft) {}

    Sent send(Token token, String methodId) {
        if (Method.byId(methodId) == null) {
            throw IssuerRefusal.of(400, "INVALID_AUTHENTICATION_METHOD", "The method is none of those on offer.");
        }
        requireInactive(token);
        List<ActivationCode> sent = ofToken(token.tokenUniqueReference());
        Instant now = clock.instant();
        limit(token, sent, now);
        sent.replaceAll(
                code -> code.state(now) == ActivationCode.State.LIVE ? code.to(ActivationCode.State.REPLACED) : code);
        sent.add(new ActivationCode(form.random(), methodId, now, now.plus(VALID), ActivationCode.State.LIVE, 0));
        memory.put(token.withOneMoreCode());
        return new Sent(now.plus(VALID), MOST_CODES - token.codesIssued() - 1);
    }

    /** What codes look like from now on. */
    void setForm(CodeForm form) {
        this.form = form;
    }

    private static void limit(Token token, List<ActivationCode> sent, Instant now) {
        if (token.codesIssued() >= MOST_CODES) {
            throw IssuerRefusal.tooMany("ACTIVATION_CODE_LIMIT", "No further code is sent for this token.", 0);
        }
        if (!sent.isEmpty()) {
            long wait =
                    Duration.between(now, sent.getLast().issuedAt().plus(APART)).toMillis();
            if (wait > 0) {
                throw IssuerRefusal.tooMany(
                        "ACTIVATION_CODE_TOO_SOON", "The last code was sent a moment ago.", (wait + 999) / 1000);
            }
        }
    }

    Outcome activate(Token token, String entered) {
        requireInactive(token);
        List<ActivationCode> sent = ofToken(token.tokenUniqueReference());
        ActivationCode last = sent.isEmpty() ? null : sent.getLast();
        ActivationCode.State state = last == null ? ActivationCode.State.EXPIRED : last.state(clock.instant());
        if (last == null || state == ActivationCode.State.EXPIRED) {
            return new Outcome(Result.EXPIRED_CODE, 0);
        }
        if (state == ActivationCode.State.EXHAUSTED) {
            return new Outcome(Result.INCORRECT_CODE_RETRIES_EXCEEDED, 0);
        }
        if (isSame(last.code(), entered)) {
            sent.set(sent.size() - 1, last.to(ActivationCode.State.USED));
            tokens.change(
                    token.with(TokenStatus.ACTIVE, EnumSet.noneOf(Suspender.class), clock.instant()), "ACTIVATED");
            return new Outcome(Result.SUCCESS, 0);
        }
        return wrong(sent, last.withOneMoreWrongAttempt());
    }

    private static Outcome wrong(List<ActivationCode> sent, ActivationCode last) {
        boolean spent = last.wrongAttempts() >= MOST_ATTEMPTS;
        sent.set(sent.size() - 1, spent ? last.to(ActivationCode.State.EXHAUSTED) : last);
        return new Outcome(
                spent ? Result.INCORRECT_CODE_RETRIES_EXCEEDED : Result.INCORRECT_CODE,
                MOST_ATTEMPTS - last.wrongAttempts());
    }

    private static boolean isSame(String code, String entered) {
        return MessageDigest.isEqual(code.getBytes(StandardCharsets.UTF_8), entered.getBytes(StandardCharsets.UTF_8));
    }

    private static void requireInactive(Token token) {
        if (token.status() != TokenStatus.INACTIVE) {
            throw IssuerRefusal.conflict("TOKEN_NOT_INACTIVE", "The token does not wait for a code.");
        }
    }

    /** All codes of a token, oldest first. */
    List<ActivationCode> ofToken(String tokenUniqueReference) {
        return codes.computeIfAbsent(tokenUniqueReference, unused -> new ArrayList<>());
    }
}
