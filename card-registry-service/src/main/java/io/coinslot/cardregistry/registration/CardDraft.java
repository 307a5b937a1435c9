package io.coinslot.cardregistry.registration;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next version of a card: the same but for what is set. */
final class CardDraft {
    private final String cardReferenceId;
    private CardSource source;
    private @Nullable List<CardSource> others;
    private RegistrationState state;
    private @Nullable Instant termsAcceptedAt;
    private @Nullable String taskId;
    private @Nullable SealedCredential credential;
    private @Nullable IssuedToken token;
    private List<AuthenticationMethod> authenticationMethods;
    private @Nullable Activation activation;
    private @Nullable String reasonCode;
    private @Nullable Boolean handedOn;
    private @Nullable Boolean unanswered;
    private @Nullable Undecided undecided;
    private @Nullable List<CardAction> operatorActions;

    CardDraft(CardEntry card) {
        this.cardReferenceId = card.cardReferenceId();
        this.source = card.source();
        this.others = card.others();
        this.state = card.state();
        this.termsAcceptedAt = card.termsAcceptedAt();
        this.taskId = card.taskId();
        this.credential = card.credential();
        this.token = card.token();
        this.authenticationMethods = card.authenticationMethods();
        this.activation = card.activation();
        this.reasonCode = card.reasonCode();
        this.handedOn = card.handedOn();
        this.unanswered = card.unanswered();
        this.undecided = card.undecided();
        this.operatorActions = card.operatorActions();
    }

    CardDraft source(CardSource source) {
        this.source = source;
        return this;
    }

    CardDraft others(@Nullable List<CardSource> others) {
        this.others = others;
        return this;
    }

    CardDraft state(RegistrationState state) {
        this.state = state;
        return this;
    }

    CardDraft termsAcceptedAt(@Nullable Instant termsAcceptedAt) {
        this.termsAcceptedAt = termsAcceptedAt;
        return this;
    }

    CardDraft taskId(@Nullable String taskId) {
        this.taskId = taskId;
        return this;
    }

    CardDraft credential(@Nullable SealedCredential credential) {
        this.credential = credential;
        return this;
    }

    CardDraft token(@Nullable IssuedToken token) {
        this.token = token;
        return this;
    }

    CardDraft authenticationMethods(List<AuthenticationMethod> authenticationMethods) {
        this.authenticationMethods = authenticationMethods;
        return this;
    }

    CardDraft activation(@Nullable Activation activation) {
        this.activation = activation;
        return this;
    }

    CardDraft reasonCode(@Nullable String reasonCode) {
        this.reasonCode = reasonCode;
        return this;
    }

    CardDraft handedOn(@Nullable Boolean handedOn) {
        this.handedOn = handedOn;
        return this;
    }

    CardDraft unanswered(@Nullable Boolean unanswered) {
        this.unanswered = unanswered;
        return this;
    }

    CardDraft undecided(@Nullable Undecided undecided) {
        this.undecided = undecided;
        return this;
    }

    CardDraft operatorActions(@Nullable List<CardAction> operatorActions) {
        this.operatorActions = operatorActions;
        return this;
    }

    CardEntry card() {
        return new CardEntry(
                cardReferenceId,
                source,
                state,
                termsAcceptedAt,
                taskId,
                credential,
                token,
                authenticationMethods,
                activation,
                reasonCode,
                handedOn,
                unanswered,
                undecided,
                operatorActions,
                others);
    }
}
