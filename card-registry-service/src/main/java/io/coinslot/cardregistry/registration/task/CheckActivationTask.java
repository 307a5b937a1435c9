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
import org.jspecify.annotations.Nullable;

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
        @Nullable
        IssuedToken token = switch (issuer.lookUp(taskId(card))) {
            case TaskOutcome.Approved(var approved) -> approved;
            case TaskOutcome.AuthenticationRequired(var inactive, var methods) -> inactive;
            default -> null;
        };
        boolean active = token != null && token.status().equals("ACTIVE");
        return done(current -> DeviceSteps.activationFound(current, card.cardReferenceId(), active));
    }

    @Override
    Outcome<Registration, RegistrationEvent> refused(CardEntry card, Task task, IssuerFailure failure) {
        return again(null, failure);
    }
}
