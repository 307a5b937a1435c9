package io.coinslot.cardregistry.registration;

import io.coinslot.cardregistry.registration.CardAction.Kind;
import io.coinslot.cardregistry.registration.RegistrationEvent.CardLeftToOperator;
import io.coinslot.servicekit.aggregate.Decision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cards that the financial company never decides, and how operators bring them to an end. */
public final class UndecidedSteps {
    /** The financial company confirmed to an operator that it makes no token of the card. */
    public static final String NEVER_DECIDED = "NEVER_DECIDED";

    private UndecidedSteps() {}

    /** The company was asked for long enough. The state stays, so that what is heard later still counts. */
    public static Decision<Registration, RegistrationEvent, Void> leave(
            Registration registration, String cardReferenceId, Undecided undecided, String reason) {
        return IssuerSteps.on(
                registration,
                cardReferenceId,
                RegistrationState::isAtIssuer,
                (step, card) -> step.change(cardReferenceId, entry -> entry.leftToOperator(undecided))
                        .happened(new CardLeftToOperator(cardReferenceId, IssuerSteps.taskId(card), reason)));
    }

    /**
     * An operator takes a card up that was left. One that was decided or dealt with stays as it is.
     *
     * @return the registration as it is then, if there is such a card
     */
    static Decision<Registration, RegistrationEvent, Optional<Registration>> resolve(
            @Nullable Registration registration, String cardReferenceId, CardAction action) {
        CardEntry card =
                registration == null ? null : registration.card(cardReferenceId).orElse(null);
        if (registration == null || card == null) {
            return Decision.unchanged(Optional.empty());
        }
        if (!card.isLeftToOperator()) {
            return Decision.unchanged(Optional.of(registration));
        }
        Step step = new Step(registration).change(cardReferenceId, entry -> entry.takenUp(action));
        if (action.action() == Kind.REDRIVE) {
            step.start(RegistrationTasks.ofCard(RegistrationTasks.LOOK_UP, cardReferenceId));
        } else {
            // Should the company make a token all the same, it is looked for, and deleted there.
            step.change(cardReferenceId, CardEntry::leftUnanswered)
                    .endCard(cardReferenceId, RegistrationState.FAILED, NEVER_DECIDED);
        }
        return step.acceptingItself();
    }
}
