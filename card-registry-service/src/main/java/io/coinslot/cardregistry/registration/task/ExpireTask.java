package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.registration.Endings;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ends what nobody went on with in time. Cards that lie with the financial company are awaited: what becomes of them may
 * need a person once more, so it is looked again until everything has ended.
 */
final class ExpireTask extends RegistrationTask {
    private static final Duration UNTIL_LOOKED_AGAIN = Duration.ofMinutes(5);

    ExpireTask() {
        super(RegistrationTasks.EXPIRE);
    }

    @Override
    public String target(Registration registration, Task task) {
        return "time";
    }

    @Override
    public Outcome<Registration, RegistrationEvent> run(String id, Registration registration, Task task) {
        boolean waitsForIssuer = !registration.state().isFinal()
                && registration.cards().stream()
                        .anyMatch(
                                card -> !card.state().isFinal() && !card.state().isStepUp());
        return waitsForIssuer ? new TryAgain<>(UNTIL_LOOKED_AGAIN, null, Endings::expire) : done(Endings::expire);
    }

    @Override
    public Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        return Endings::expire;
    }

    @Override
    public int maxAttempts() {
        return Integer.MAX_VALUE;
    }
}
