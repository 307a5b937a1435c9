package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.cardregistry.registration.Undecided;
import io.coinslot.cardregistry.registration.UndecidedSteps;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the financial company's decision on a card. A card of which it is asked in vain is left to an operator. */
abstract class DecisionTask extends CardTask {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionTask.class);

    final Clock clock;

    DecisionTask(String kind, FinancialCompanies issuers, Clock clock) {
        super(kind, issuers);
        this.clock = clock;
    }

    @Override
    public final Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        String reason = kind() + " was given up after " + task.attempt() + " attempts";
        String card = RegistrationTasks.cardOf(task);
        LOG.error("Card {} of registration {} is left to an operator: {}", card, id, reason, lastFailure);
        Undecided undecided = new Undecided(
                task.attempt(),
                lastFailure instanceof IssuerFailure failure ? failure.code() : null,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return current -> UndecidedSteps.leave(current, card, undecided, reason);
    }
}
