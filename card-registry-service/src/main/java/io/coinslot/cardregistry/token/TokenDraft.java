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
    private @Nullable Instant faceTimestamp;
    private List<Suspender> lettingGo;
    private List<String> cardholderDevices;
    private List<String> heard;
    private List<AnsweredRequest> answered;
    private @Nullable ParkedChange parkedDeletion;
    private @Nullable List<ParkedChange> parkedHolds;
    private @Nullable List<OperatorAction> operatorActions;
    private @Nullable List<Namesake> namesakes;

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
        this.faceTimestamp = token.faceTimestamp();
        this.lettingGo = token.lettingGo();
        this.cardholderDevices = token.cardholderDevices();
        this.heard = token.heard();
        this.answered = token.answered();
        this.parkedDeletion = token.parkedDeletion();
        this.parkedHolds = token.parkedHolds();
        this.operatorActions = token.operatorActions();
        this.namesakes = token.namesakes();
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

    TokenDraft faceTimestamp(@Nullable Instant faceTimestamp) {
        this.faceTimestamp = faceTimestamp;
        return this;
    }

    TokenDraft lettingGo(List<Suspender> lettingGo) {
        this.lettingGo = lettingGo;
        return this;
    }

    TokenDraft cardholderDevices(List<String> cardholderDevices) {
        this.cardholderDevices = cardholderDevices;
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

    TokenDraft parkedDeletion(@Nullable ParkedChange parkedDeletion) {
        this.parkedDeletion = parkedDeletion;
        return this;
    }

    TokenDraft parkedHolds(@Nullable List<ParkedChange> parkedHolds) {
        this.parkedHolds = parkedHolds;
        return this;
    }

    TokenDraft operatorActions(@Nullable List<OperatorAction> operatorActions) {
        this.operatorActions = operatorActions;
        return this;
    }

    TokenDraft namesakes(@Nullable List<Namesake> namesakes) {
        this.namesakes = namesakes;
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
                faceTimestamp,
                lettingGo,
                cardholderDevices,
                heard,
                answered,
                parkedDeletion,
                parkedHolds,
                operatorActions,
                namesakes);
    }
}
