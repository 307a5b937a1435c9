package io.coinslot.cardregistry.token;

import io.coinslot.cardregistry.registration.AnsweredRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next version of a token: the same but for what is set. */
final class TokenDraft {
    private final String tokenUniqueReference;
    private @Nullable TokenOwner owner;
    private final String issuerId;
    private final String taskId;
    private TokenFace face;
    private TokenStatus status;
    private List<Suspender> suspendedBy;
    private List<Suspender> untold;
    private Instant statusTimestamp;
    private List<String> heard;
    private List<AnsweredRequest> answered;

    TokenDraft(Token token) {
        this.tokenUniqueReference = token.tokenUniqueReference();
        this.owner = token.owner();
        this.issuerId = token.issuerId();
        this.taskId = token.taskId();
        this.face = token.face();
        this.status = token.status();
        this.suspendedBy = token.suspendedBy();
        this.untold = token.untold();
        this.statusTimestamp = token.statusTimestamp();
        this.heard = token.heard();
        this.answered = token.answered();
    }

    TokenDraft owner(@Nullable TokenOwner owner) {
        this.owner = owner;
        return this;
    }

    TokenDraft face(TokenFace face) {
        this.face = face;
        return this;
    }

    TokenDraft status(TokenStatus status) {
        this.status = status;
        return this;
    }

    TokenDraft suspendedBy(List<Suspender> suspendedBy) {
        this.suspendedBy = suspendedBy;
        return this;
    }

    TokenDraft untold(List<Suspender> untold) {
        this.untold = untold;
        return this;
    }

    TokenDraft statusTimestamp(Instant statusTimestamp) {
        this.statusTimestamp = statusTimestamp;
        return this;
    }

    TokenDraft heard(List<String> heard) {
        this.heard = heard;
        return this;
    }

    TokenDraft answered(List<AnsweredRequest> answered) {
        this.answered = answered;
        return this;
    }

    Token token() {
        return new Token(
                tokenUniqueReference,
                owner,
                issuerId,
                taskId,
                face,
                status,
                suspendedBy,
                untold,
                statusTimestamp,
                heard,
                answered);
    }
}
