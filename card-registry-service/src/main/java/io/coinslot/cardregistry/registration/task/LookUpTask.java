package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.IssuerSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;

/**
 * Looks up what became of a task, in growing intervals, until it is decided. A card whose answer came first and asks
 * for a proof may have been proven meanwhile.
 */
final class LookUpTask extends DecisionTask {
    LookUpTask(FinancialCompanies issuers, Clock clock) {
        super(RegistrationTasks.LOOK_UP, issuers, clock);
    }

    @Override
    Outcome<Registration, RegistrationEvent> attempt(
            Registration registration, CardEntry card, FinancialCompany issuer, Task task) throws IssuerFailure {
        if (card.state().isStepUp()) {
            return CheckActivationTask.found(card, issuer.lookUp(taskId(card)), task);
        }
        if (!card.state().isAtIssuer()) {
            return nothingToDo();
        }
        TaskOutcome outcome = issuer.lookUp(taskId(card));
        if (outcome instanceof TaskOutcome.Undecided) {
            return again(null, null);
        }
        boolean isOver = !clock.instant().isBefore(registration.expiresAt());
        if (outcome instanceof TaskOutcome.NeverArrived && isOver) {
            return done(current -> IssuerSteps.failedUnanswered(current, card.cardReferenceId(), "ISSUER_UNAVAILABLE"));
        }
        return outcome(card, outcome);
    }

    @Override
    Outcome<Registration, RegistrationEvent> refused(CardEntry card, Task task, IssuerFailure failure) {
        return again(null, failure);
    }
}
