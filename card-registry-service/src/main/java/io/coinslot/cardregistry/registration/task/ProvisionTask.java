package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.IssuedToken;
import io.coinslot.cardregistry.registration.IssuerSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.cardregistry.token.TokenFace;
import io.coinslot.cardregistry.token.TokenOwner;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the token the device's own: from here on it has a life apart from the registration. */
final class ProvisionTask extends RegistrationTask {
    private final Tokens tokens;
    private final Clock clock;

    ProvisionTask(Tokens tokens, Clock clock) {
        super(RegistrationTasks.PROVISION);
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public String target(Registration registration, Task task) {
        return "tokens";
    }

    @Override
    public Outcome<Registration, RegistrationEvent> run(String id, Registration registration, Task task) {
        CardEntry card = registration.card(RegistrationTasks.cardOf(task)).orElse(null);
        if (card == null || card.token() == null) {
            return nothingToDo();
        }
        IssuedToken issued = card.token();
        tokens.provision(
                issued, card.source().issuerId(), CardTask.taskId(card), owner(registration, card), face(card, issued));
        return done(current -> IssuerSteps.provisioned(current, card.cardReferenceId()));
    }

    private TokenOwner owner(Registration registration, CardEntry card) {
        Claim claim = Claim.of(registration, card);
        return new TokenOwner(
                registration.applicant().serviceId(),
                registration.applicant().userId(),
                registration.applicant().deviceId(),
                registration.request().paymentAppInstanceId(),
                Objects.requireNonNull(registration.accountReference(), "the account was verified"),
                registration.registrationId(),
                card.cardReferenceId(),
                claim.key(),
                claim.holder(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static TokenFace face(CardEntry card, IssuedToken issued) {
        return TokenFace.of(issued)
                .orElse(new TokenFace(
                        card.source().panUniqueReference(),
                        card.source().paymentAccountReference(),
                        null,
                        card.source().accountPanSuffix(),
                        null,
                        card.source().productConfig()));
    }

    @Override
    public Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        return current -> IssuerSteps.leftToOperator(
                current, RegistrationTasks.cardOf(task), "the token could not be put on the device");
    }

    @Override
    public int maxAttempts() {
        return 45;
    }
}
