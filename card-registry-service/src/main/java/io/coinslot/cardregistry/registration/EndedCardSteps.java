package io.coinslot.cardregistry.registration;

import io.coinslot.cardregistry.registration.RegistrationEvent.CardLeftToOperator;
import io.coinslot.servicekit.aggregate.Decision;
import java.util.List;

/** What is still to be done about cards that ended without being on the device. */
public final class EndedCardSteps {
    private EndedCardSteps() {}

    /** The financial company made a token of a card that had ended: it has to delete it. */
    public static Decision<Registration, RegistrationEvent, Void> madeTooLate(
            Registration registration, String cardReferenceId, IssuedToken token) {
        return IssuerSteps.on(registration, cardReferenceId, RegistrationState::isFinal, (step, card) -> {
            if (card.isWithoutToken()) {
                step.change(cardReferenceId, entry -> entry.withToken(token, List.of()))
                        .start(RegistrationTasks.ofCard(RegistrationTasks.DISCARD, cardReferenceId));
            }
        });
    }

    /** The token of a card that ended is in the way of another registration: it is looked for, and deleted, at once. */
    public static Decision<Registration, RegistrationEvent, Void> leftBehind(
            Registration registration, String cardReferenceId) {
        CardEntry card = registration.card(cardReferenceId).orElse(null);
        if (card == null || card.isCompleted() || !card.state().isFinal()) {
            return Step.nothing();
        }
        if (card.token() != null) {
            return new Step(registration)
                    .start(RegistrationTasks.ofCard(RegistrationTasks.DISCARD, cardReferenceId))
                    .done();
        }
        return card.isWithoutToken()
                ? new Step(registration)
                        .start(RegistrationTasks.ofCard(RegistrationTasks.LATE_TOKEN, cardReferenceId))
                        .done()
                : Step.nothing();
    }

    /** The claim of a card that ended is in the way of another registration: it is let go, with a token that was made. */
    public static Decision<Registration, RegistrationEvent, Void> heldBehind(
            Registration registration, String cardReferenceId) {
        return IssuerSteps.on(registration, cardReferenceId, RegistrationState::isFinal, (step, card) -> {
            if (!card.isCompleted()) {
                step.letGo(card);
            }
        });
    }

    /** A card that ended could not be freed, or its token not be deleted: an operator has to do it. */
    public static Decision<Registration, RegistrationEvent, Void> notLetGo(
            Registration registration, String cardReferenceId, String reason) {
        return IssuerSteps.on(
                registration,
                cardReferenceId,
                RegistrationState::isFinal,
                (step, card) ->
                        step.happened(new CardLeftToOperator(cardReferenceId, IssuerSteps.taskId(card), reason)));
    }
}
