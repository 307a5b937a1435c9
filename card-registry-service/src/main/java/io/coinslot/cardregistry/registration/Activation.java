package io.coinslot.cardregistry.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the cardholder's proof stands. The code itself is checked by the financial company and never kept here.
 *
 * @param methodId how the newest code was sent
 * @param codeExpiresAt as the financial company told
 * @param attempts how many codes were handed on so far
 * @param checking whether a code is being checked now
 * @param lastResult what the newest check came to
 * @param dead whether no code is out that may be good; null if that is not known
 */
public record Activation(
        String methodId,
        @Nullable Instant codeExpiresAt,
        int attempts,
        boolean checking,
        @Nullable String lastResult,
        @Nullable Boolean dead) {

    /** An earlier code is good until another one is sent. */
    static Activation requested(String methodId, @Nullable Activation before) {
        return before == null
                ? new Activation(methodId, null, 0, false, null, true)
                : new Activation(methodId, before.codeExpiresAt, before.attempts, false, null, before.dead);
    }

    Activation sent(@Nullable Instant expiresAt) {
        return new Activation(methodId, expiresAt, attempts, checking, lastResult, false);
    }

    /** @param mayHaveBeen whether the company may have sent one all the same, and its answer was lost */
    Activation notSent(boolean mayHaveBeen) {
        return new Activation(methodId, codeExpiresAt, attempts, checking, lastResult, mayHaveBeen ? false : dead);
    }

    Activation checkingCode() {
        return new Activation(methodId, codeExpiresAt, attempts + 1, true, lastResult, dead);
    }

    Activation notAsked() {
        return new Activation(methodId, codeExpiresAt, attempts - 1, false, lastResult, dead);
    }

    Activation checked(@Nullable String result) {
        return new Activation(methodId, codeExpiresAt, attempts, false, result, isDeadAfter(result) ? true : dead);
    }

    static boolean isDeadAfter(@Nullable String result) {
        return result != null
                && !result.equals(ActivationResult.INCORRECT_CODE.name())
                && !result.equals(ActivationResult.SUCCESS.name());
    }

    /** Whether the cardholder may have a good code. While one is being sent, it may be there before we hear so. */
    boolean mayHaveCode(RegistrationState state) {
        return state == RegistrationState.CODE_SENT
                || state == RegistrationState.CODE_REQUESTED
                || state == RegistrationState.AUTHENTICATION_REQUIRED && !Boolean.TRUE.equals(dead);
    }
}
