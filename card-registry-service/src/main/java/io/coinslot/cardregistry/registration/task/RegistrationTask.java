package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One kind of task of registrations. */
abstract class RegistrationTask implements TaskHandler<Registration, RegistrationEvent> {
    private static final long FIRST_BACKOFF_MILLIS = 500;
    private static final long LONGEST_BACKOFF_MILLIS = 300_000;

    private final String kind;

    RegistrationTask(String kind) {
        this.kind = kind;
    }

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public Duration backoff(int attempt) {
        return backoff(attempt, LONGEST_BACKOFF_MILLIS);
    }

    static Duration backoff(int attempt, long longestBackoffMillis) {
        return Duration.ofMillis(Math.min(
                longestBackoffMillis, FIRST_BACKOFF_MILLIS << Math.min(Math.max(attempt - 1, 0), 20)));
    }

    static Outcome<Registration, RegistrationEvent> done(
            Function<Registration, Decision<Registration, RegistrationEvent, Void>> decide) {
        return new Done<>(decide);
    }

    @SuppressWarnings("NullAway") // Void has no value but null.
    static Outcome<Registration, RegistrationEvent> nothingToDo() {
        return new Done<>(registration -> Decision.unchanged(null));
    }

    static Outcome<Registration, RegistrationEvent> again(@Nullable Duration delay, @Nullable Exception failure) {
        return new TryAgain<>(delay, failure, null);
    }
}
