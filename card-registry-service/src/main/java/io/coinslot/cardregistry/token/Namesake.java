package io.coinslot.cardregistry.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another financial company told of a token of its own that has the same name, while it is not known whose the token
 * is. The parts mean what they mean of a {@link Token}.
 */
public record Namesake(
        String issuerId,
        String taskId,
        TokenFace face,
        TokenStatus status,
        List<Suspender> suspendedBy,
        Instant statusTimestamp,
        @Nullable Instant faceTimestamp,
        List<String> heard) {
    public Namesake {
        suspendedBy = List.copyOf(suspendedBy);
        heard = List.copyOf(heard);
    }

    static Namesake of(Token token) {
        return new Namesake(
                token.issuerId(),
                token.taskId(),
                token.face(),
                token.status(),
                token.suspendedBy(),
                token.statusTimestamp(),
                token.faceTimestamp(),
                token.heard());
    }

    /** As a token that nobody owns yet. */
    Token token(String reference) {
        return new TokenDraft(Token.announced(reference, issuerId, taskId))
                .face(face)
                .status(status)
                .suspendedBy(suspendedBy)
                .statusTimestamp(statusTimestamp)
                .faceTimestamp(faceTimestamp)
                .heard(heard)
                .token();
    }
}
