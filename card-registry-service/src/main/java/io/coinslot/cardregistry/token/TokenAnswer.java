package io.coinslot.cardregistry.token;

import org.jspecify.annotations.Nullable;

/** What a request about a token came to. */
public record TokenAnswer(@Nullable Token token, @Nullable TokenRefusal refusal, boolean replayed) {
    static TokenAnswer refused(TokenRefusal refusal) {
        return new TokenAnswer(null, refusal, false);
    }
}
