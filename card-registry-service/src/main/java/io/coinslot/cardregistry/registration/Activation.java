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
 */
public record Activation(
        String methodId,
        @Nullable Instant codeExpiresAt,
        int attempts,
        boolean checking,
        @Nullable String lastResult) {

    static Activation requested(String methodId, int attempts) {
        return new Activation(methodId, null, attempts, false, null);
    }

    Activation sent(@Nullable Instant expiresAt) {
        return new Activation(methodId, expiresAt, attempts, false, lastResult);
    }

    Activation checkingCode() {
        return new Activation(methodId, codeExpiresAt, attempts + 1, true, lastResult);
    }

    Activation checked(@Nullable String result) {
        return new Activation(methodId, codeExpiresAt, attempts, false, result);
    }
}
