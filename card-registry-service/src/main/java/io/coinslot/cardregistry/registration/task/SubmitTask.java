package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.issuer.TokenizeRequest;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.CredentialSteps;
import io.coinslot.cardregistry.registration.IssuerSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.cardregistry.registration.SealedCredential;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;

/**
 * Asks the financial company for a token. From the second attempt on an earlier one may have got through, so its task is
 * looked up first. One that was not answered is an attempt like others: the next one waits as long as it must, and is not
 * made at a company that is ill. Nothing is sent any more once the device gave the registration up.
 */
final class SubmitTask extends DecisionTask {
    private final TokenInTheWay inTheWay;

    SubmitTask(FinancialCompanies issuers, TokenInTheWay inTheWay, Clock clock) {
        super(RegistrationTasks.SUBMIT, issuers, clock);
        this.inTheWay = inTheWay;
    }

    @Override
    Outcome<Registration, RegistrationEvent> attempt(
            Registration registration, CardEntry card, FinancialCompany issuer, Task task) throws IssuerFailure {
        SealedCredential credential = card.credential();
        if (!card.state().isAtIssuer() || credential == null) {
            return nothingToDo();
        }
        if (task.attempt() > 1 || card.wasLeftUnanswered() || registration.isGivenUp()) {
            TaskOutcome known = issuer.lookUp(taskId(card));
            if (!(known instanceof TaskOutcome.NeverArrived) || registration.isGivenUp()) {
                return outcome(card, known);
            }
            if (card.wasLeftUnanswered() && !clock.instant().isBefore(registration.expiresAt())) {
                return done(
                        current -> IssuerSteps.failedUnanswered(current, card.cardReferenceId(), "ISSUER_UNAVAILABLE"));
            }
        }
        if (!clock.instant().isBefore(credential.validUntil())) {
            return done(current -> CredentialSteps.credentialStale(current, card.cardReferenceId()));
        }
        try {
            return outcome(card, issuer.tokenize(request(registration, card, credential)));
        } catch (IssuerFailure failure) {
            if (failure.saysTokenExists()) {
                return inTheWay.of(registration, card, issuer, task, failure);
            }
            throw failure;
        }
    }

    private static TokenizeRequest request(Registration registration, CardEntry card, SealedCredential credential) {
        return new TokenizeRequest(
                taskId(card),
                registration.request().paymentAppInstanceId(),
                registration.request().consumerLanguage(),
                registration.request().deviceInfo(),
                credential);
    }

    @Override
    Outcome<Registration, RegistrationEvent> unanswered(CardEntry card, Task task, IssuerFailure failure) {
        return outcomeUnknown(card, task, failure);
    }

    private Outcome<Registration, RegistrationEvent> outcomeUnknown(CardEntry card, Task task, IssuerFailure failure) {
        return new TryAgain<>(
                waitAsked(failure.retryAfter(), task.attempt()),
                failure,
                current -> IssuerSteps.unanswered(current, card.cardReferenceId()));
    }

    @Override
    Outcome<Registration, RegistrationEvent> refused(CardEntry card, Task task, IssuerFailure failure) {
        return switch (failure.code()) {
            case "PAYLOAD_EXPIRED" -> failed(card, task, "CREDENTIAL_EXPIRED");
            case "DUPLICATE_TASK_ID" -> outcomeUnknown(card, task, failure);
            default -> failed(card, task, failure.code());
        };
    }

    /** What an attempt that was cut short had sent may come to the company after this one was refused. */
    static Outcome<Registration, RegistrationEvent> failed(CardEntry card, Task task, String errorCode) {
        String reference = card.cardReferenceId();
        return task.attempt() > 1
                ? done(current -> IssuerSteps.failedUnanswered(current, reference, errorCode))
                : done(current -> IssuerSteps.failed(current, reference, errorCode));
    }
}
