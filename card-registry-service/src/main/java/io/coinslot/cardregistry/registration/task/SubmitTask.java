package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.issuer.TokenizeRequest;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.IssuerSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.cardregistry.registration.SealedCredential;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;

/**
 * Asks the financial company for a token. From the second attempt on an earlier one may have got through, so its task is
 * looked up first.
 */
final class SubmitTask extends CardTask {
    private final Clock clock;

    SubmitTask(FinancialCompanies issuers, Clock clock) {
        super(RegistrationTasks.SUBMIT, issuers);
        this.clock = clock;
    }

    @Override
    Outcome<Registration, RegistrationEvent> attempt(
            Registration registration, CardEntry card, FinancialCompany issuer, Task task) throws IssuerFailure {
        SealedCredential credential = card.credential();
        if (!card.state().isAtIssuer() || credential == null) {
            return nothingToDo();
        }
        if (task.attempt() > 1) {
            TaskOutcome known = issuer.lookUp(taskId(card));
            if (!(known instanceof TaskOutcome.NeverArrived)) {
                return outcome(card, known);
            }
        }
        if (!clock.instant().isBefore(credential.validUntil())) {
            return done(current -> IssuerSteps.credentialStale(current, card.cardReferenceId()));
        }
        return outcome(
                card,
                issuer.tokenize(new TokenizeRequest(
                        taskId(card),
                        registration.request().paymentAppInstanceId(),
                        registration.request().consumerLanguage(),
                        registration.request().deviceInfo(),
                        credential)));
    }

    @Override
    Outcome<Registration, RegistrationEvent> unanswered(CardEntry card, IssuerFailure failure) {
        return done(current -> IssuerSteps.unanswered(current, card.cardReferenceId()));
    }

    @Override
    Outcome<Registration, RegistrationEvent> refused(CardEntry card, Task task, IssuerFailure failure) {
        String id = card.cardReferenceId();
        return switch (failure.code()) {
            case "TOKEN_ALREADY_EXISTS" -> failed(id, task, IssuerSteps.CARD_ALREADY_ON_DEVICE);
            case "PAYLOAD_EXPIRED" -> failed(id, task, "CREDENTIAL_EXPIRED");
            case "DUPLICATE_TASK_ID" -> done(current -> IssuerSteps.unanswered(current, id));
            default -> failed(id, task, failure.code());
        };
    }

    /** What an attempt that was cut short had sent may come to the company after this one was refused. */
    private static Outcome<Registration, RegistrationEvent> failed(String reference, Task task, String errorCode) {
        return task.attempt() > 1
                ? done(current -> IssuerSteps.failedUnanswered(current, reference, errorCode))
                : done(current -> IssuerSteps.failed(current, reference, errorCode));
    }
}
