package io.coinslot.cardregistry.registration;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One card of a registration.
 *
 * @param cardReferenceId our name for it: opaque, and of this registration alone
 * @param taskId under which the financial company is asked; set once, before it is first asked
 * @param credential kept from the peer's answer until the financial company has decided
 * @param reasonCode why it was declined or failed, or what the newest refusal was
 */
public record CardEntry(
        String cardReferenceId,
        CardSource source,
        RegistrationState state,
        @Nullable Instant termsAcceptedAt,
        @Nullable String taskId,
        @Nullable SealedCredential credential,
        @Nullable IssuedToken token,
        List<AuthenticationMethod> authenticationMethods,
        @Nullable Activation activation,
        @Nullable String reasonCode) {
    public CardEntry {
        authenticationMethods = List.copyOf(authenticationMethods);
    }

    static CardEntry offered(String cardReferenceId, CardSource source) {
        return new CardEntry(
                cardReferenceId,
                source,
                RegistrationState.CARDS_RECEIVED,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null);
    }

    CardEntry in(RegistrationState next) {
        if (next != state && !state.mayBecome(next)) {
            throw new IllegalStateException(cardReferenceId + " is " + state + " and cannot become " + next);
        }
        return new CardEntry(
                cardReferenceId,
                source,
                next,
                termsAcceptedAt,
                taskId,
                next.isFinal() ? null : credential,
                token,
                authenticationMethods,
                activation,
                reasonCode);
    }

    CardEntry because(@Nullable String reason) {
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
                reason);
    }

    CardEntry withTermsAccepted(Instant at) {
        return new CardEntry(
                cardReferenceId,
                source,
                state,
                at,
                taskId,
                credential,
                token,
                authenticationMethods,
                activation,
                reasonCode);
    }

    CardEntry withTaskId(String id) {
        if (taskId != null && !taskId.equals(id)) {
            throw new IllegalStateException(cardReferenceId + " already has the task id " + taskId);
        }
        return new CardEntry(
                cardReferenceId,
                source,
                state,
                termsAcceptedAt,
                id,
                credential,
                token,
                authenticationMethods,
                activation,
                reasonCode);
    }

    CardEntry withCredential(@Nullable SealedCredential sealed) {
        return new CardEntry(
                cardReferenceId,
                source,
                state,
                termsAcceptedAt,
                taskId,
                sealed,
                token,
                authenticationMethods,
                activation,
                reasonCode);
    }

    CardEntry withToken(IssuedToken issued, List<AuthenticationMethod> methods) {
        return new CardEntry(
                cardReferenceId, source, state, termsAcceptedAt, taskId, null, issued, methods, activation, reasonCode);
    }

    CardEntry withActivation(Activation next) {
        return new CardEntry(
                cardReferenceId,
                source,
                state,
                termsAcceptedAt,
                taskId,
                credential,
                token,
                authenticationMethods,
                next,
                reasonCode);
    }

    /** Whether what the financial company tells of its task may be news. */
    public boolean awaitsIssuer() {
        return state.isAtIssuer() || state.isStepUp();
    }
}
