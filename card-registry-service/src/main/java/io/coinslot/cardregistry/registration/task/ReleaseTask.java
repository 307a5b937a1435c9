package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.claim.HeldClaims;
import io.coinslot.cardregistry.registration.EndedCardSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees a card that did not get onto the device. Nobody outside is asked, so there is no end to the attempts: a card that
 * stayed claimed could not be registered on the payment app instance any more. What does not succeed for long is told.
 */
final class ReleaseTask extends RegistrationTask {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseTask.class);

    private final CardClaims claims;

    ReleaseTask(CardClaims claims) {
        super(RegistrationTasks.RELEASE);
        this.claims = claims;
    }

    @Override
    public String target(Registration registration, Task task) {
        return "card-claims";
    }

    @Override
    public Outcome<Registration, RegistrationEvent> run(String id, Registration registration, Task task) {
        String card = RegistrationTasks.cardOf(task);
        try {
            registration
                    .card(card)
                    .ifPresent(each -> Claim.of(registration, each).release(claims));
            return nothingToDo();
        } catch (RuntimeException e) {
            if (task.attempt() < HeldClaims.ATTEMPTS_UNTIL_TOLD) {
                return again(null, e);
            }
            LOG.error("The claim of card {} of {} is not let go at attempt {}", card, id, task.attempt(), e);
            return task.attempt() == HeldClaims.ATTEMPTS_UNTIL_TOLD
                    ? new TryAgain<>(null, e, notLetGo(card))
                    : again(null, e);
        }
    }

    private static Function<Registration, Decision<Registration, RegistrationEvent, Void>> notLetGo(String card) {
        return current -> EndedCardSteps.notLetGo(current, card, "the claim is not let go; it is tried again");
    }

    @Override
    public Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        return notLetGo(RegistrationTasks.cardOf(task));
    }

    @Override
    public int maxAttempts() {
        return Integer.MAX_VALUE;
    }
}
