package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.DeviceSteps;
import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.servicekit.aggregate.Task;

/** Finds out whether a token became active: after a check whose answer was lost, and when the company says something. */
final class CheckActivationTask extends CardTask {
    CheckActivationTask(FinancialCompanies issuers) {
        super(RegistrationTasks.CHECK_ACTIVATION, issuers);
    }

    @Override
    Outcome<Registration, RegistrationEvent> attempt(
            Registration registration, CardEntry card, FinancialCompany issuer, Task task) throws IssuerFailure {
        if (!card.state().isStepUp()) {
            return nothingToDo();
        }
        return found(card, issuer.lookUp(taskId(card)), task);
    }

    /**
     * What is to be done about a card that waits for a proof.
     *
     * @param task what looked; only one that a check of a code started says what became of that
     */
    static Outcome<Registration, RegistrationEvent> found(CardEntry card, TaskOutcome outcome, Task task) {
        String id = card.cardReferenceId();
        return switch (outcome) {
            case TaskOutcome.Approved(var token) -> found(id, token, task);
            case TaskOutcome.AuthenticationRequired(var token, var methods) -> found(id, token, task);
            case TaskOutcome.Declined(var reason) -> done(current -> DeviceSteps.tokenEnded(current, id, reason));
            case TaskOutcome.Failed(var code) -> done(current -> DeviceSteps.tokenEnded(current, id, code));
            case TaskOutcome.Undecided() -> without(id, task);
            case TaskOutcome.NeverArrived() -> without(id, task);
        };
    }

    private static Outcome<Registration, RegistrationEvent> found(String card, IssuedToken token, Task task) {
        return switch (token.status()) {
            case "ACTIVE" -> done(current -> DeviceSteps.activationFound(current, card, true));
            case "DEACTIVATED" -> done(current -> DeviceSteps.tokenEnded(current, card, "TOKEN_DEACTIVATED"));
            default -> without(card, task);
        };
    }

    /** It waits on; a check that was not answered had no effect. */
    private static Outcome<Registration, RegistrationEvent> without(String card, Task task) {
        boolean isOfCheck =
                task.kind().equals(RegistrationTasks.CHECK_ACTIVATION) && !RegistrationTasks.isOfToken(task);
        return isOfCheck ? done(current -> DeviceSteps.activationFound(current, card, false)) : nothingToDo();
    }

    @Override
    Outcome<Registration, RegistrationEvent> refused(CardEntry card, Task task, IssuerFailure failure) {
        return again(null, failure);
    }
}
