package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.EndedCardSteps;
import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for a token that the financial company made of a card that had ended: a request it did not answer may have come
 * to it late. For a day it is looked up, less and less often; what was made is deleted there.
 */
final class LateTokenTask extends CardTask {
    private static final Logger LOG = LoggerFactory.getLogger(LateTokenTask.class);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    LateTokenTask(FinancialCompanies issuers) {
        super(RegistrationTasks.LATE_TOKEN, issuers);
    }

    @Override
    Outcome<Registration, RegistrationEvent> attempt(
            Registration registration, CardEntry card, FinancialCompany issuer, Task task) throws IssuerFailure {
        if (!card.isWithoutToken()) {
            return nothingToDo();
        }
        return switch (issuer.lookUp(taskId(card))) {
            case TaskOutcome.Approved(var token) -> found(card, token);
            case TaskOutcome.AuthenticationRequired(var token, var methods) -> found(card, token);
            case TaskOutcome.Declined(var reason) -> nothingToDo();
            case TaskOutcome.Failed(var code) -> nothingToDo();
            case TaskOutcome.Undecided() -> again(null, null);
            case TaskOutcome.NeverArrived() -> task.attempt() < maxAttempts() ? again(null, null) : nothingToDo();
        };
    }

    private static Outcome<Registration, RegistrationEvent> found(CardEntry card, IssuedToken token) {
        LOG.warn("{} was made of a card that had ended; it is deleted", token);
        return done(current -> EndedCardSteps.madeTooLate(current, card.cardReferenceId(), token));
    }

    @Override
    Outcome<Registration, RegistrationEvent> refused(CardEntry card, Task task, IssuerFailure failure) {
        return again(null, failure);
    }

    @Override
    public Duration backoff(int attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(attempt - 1, 0), 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    @Override
    public int maxAttempts() {
        return 12;
    }

    @Override
    public Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        return current -> EndedCardSteps.notLetGo(
                current, RegistrationTasks.cardOf(task), "whether a token was made after all is not known");
    }
}
