package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.registration.Activation;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.DeviceSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationState;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has the financial company send a code. If no answer comes another one may be sent, which makes the first one void:
 * the cardholder uses the newest. Where a further one is refused, the newest may be one whose answer was lost.
 */
final class SendCodeTask extends CardTask {
    SendCodeTask(FinancialCompanies issuers) {
        super(RegistrationTasks.SEND_CODE, issuers);
    }

    @Override
    Outcome<Registration, RegistrationEvent> attempt(
            Registration registration, CardEntry card, FinancialCompany issuer, Task task) throws IssuerFailure {
        Activation activation = card.activation();
        if (card.state() != RegistrationState.CODE_REQUESTED || activation == null) {
            return nothingToDo();
        }
        try {
            Instant expiresAt = issuer.requestCode(handle(card), activation.methodId());
            return done(current -> DeviceSteps.codeSent(current, card.cardReferenceId(), expiresAt));
        } catch (IssuerFailure failure) {
            if (failure.code().equals("ACTIVATION_CODE_LIMIT")) {
                return refused(card, task, failure);
            }
            throw failure;
        }
    }

    @Override
    Outcome<Registration, RegistrationEvent> refused(CardEntry card, Task task, IssuerFailure failure) {
        return done(current ->
                DeviceSteps.codeNotSent(current, card.cardReferenceId(), failure.code(), task.attempt() > 1));
    }

    @Override
    public Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        return current -> DeviceSteps.codeNotSent(current, RegistrationTasks.cardOf(task), "ISSUER_UNAVAILABLE", true);
    }

    @Override
    public int maxAttempts() {
        return 6;
    }
}
