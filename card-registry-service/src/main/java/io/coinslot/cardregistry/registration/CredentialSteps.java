package io.coinslot.cardregistry.registration;

import io.coinslot.servicekit.aggregate.Decision;
import java.time.Duration;

/** How a chosen card's sealed credential comes from the peer, before the financial company is asked for a token. */
public final class CredentialSteps {
    private CredentialSteps() {}

    /** The peer gave the sealed credential: it is handed on. */
    public static Decision<Registration, RegistrationEvent, Void> credentialFetched(
            Registration registration, String cardReferenceId, SealedCredential credential) {
        return IssuerSteps.on(registration, cardReferenceId, RegistrationState::isAtIssuer, (step, card) -> {
            if (registration.isGivenUp()) {
                IssuerSteps.givenUp(step, cardReferenceId);
                return;
            }
            step.change(cardReferenceId, entry -> entry.handingOn(credential))
                    .start(RegistrationTasks.ofCard(RegistrationTasks.SUBMIT, cardReferenceId));
        });
    }

    /** Another card's token is in the way of this one's claim: it is claimed again after a while. */
    public static Decision<Registration, RegistrationEvent, Void> claimedLater(
            Registration registration, String cardReferenceId, int waits, Duration delay) {
        return IssuerSteps.on(
                registration,
                cardReferenceId,
                RegistrationState::isAtIssuer,
                (step, card) -> step.start(RegistrationTasks.fetchLater(cardReferenceId, waits, delay)));
    }

    /**
     * What was fetched is no longer good: another one is fetched, for the same task. An attempt to hand it on may have
     * been cut short, and is on its way for all that is known here.
     */
    public static Decision<Registration, RegistrationEvent, Void> credentialStale(
            Registration registration, String cardReferenceId) {
        return IssuerSteps.on(registration, cardReferenceId, RegistrationState::isAtIssuer, (step, card) -> {
            step.change(cardReferenceId, entry -> entry.withCredential(null).leftUnanswered());
            if (registration.isGivenUp()) {
                IssuerSteps.givenUp(step, cardReferenceId);
            } else {
                step.start(RegistrationTasks.ofCard(RegistrationTasks.FETCH_CREDENTIAL, cardReferenceId));
            }
        });
    }

    /**
     * The peer does not give the credential: another one that offered the card is asked. If there is none, the card
     * cannot be registered.
     *
     * @param isAskedAgain whether the attempt that failed is made again, which then is at that one
     */
    public static Decision<Registration, RegistrationEvent, Void> noCredential(
            Registration registration, String cardReferenceId, String errorCode, boolean isAskedAgain) {
        return IssuerSteps.on(registration, cardReferenceId, RegistrationState::isAtIssuer, (step, card) -> {
            CardEntry elsewhere = card.without(source -> source.isSamePlaceAs(card.source()));
            if (elsewhere == null) {
                step.endCard(cardReferenceId, RegistrationState.FAILED, errorCode);
                return;
            }
            step.change(cardReferenceId, entry -> elsewhere);
            if (!isAskedAgain) {
                step.start(RegistrationTasks.ofCard(RegistrationTasks.FETCH_CREDENTIAL, cardReferenceId));
            }
        });
    }
}
