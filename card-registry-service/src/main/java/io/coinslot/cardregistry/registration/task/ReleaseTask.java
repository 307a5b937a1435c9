package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.registration.EndedCardSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Frees a card that did not get onto the device. */
final class ReleaseTask extends RegistrationTask {
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
        registration
                .card(RegistrationTasks.cardOf(task))
                .ifPresent(card -> Claim.of(registration, card).release(claims));
        return nothingToDo();
    }

    @Override
    public Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        return current -> EndedCardSteps.notLetGo(current, RegistrationTasks.cardOf(task), "the claim was not let go");
    }

    @Override
    public int maxAttempts() {
        return 45;
    }
}
