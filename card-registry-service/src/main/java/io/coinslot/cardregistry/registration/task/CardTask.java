package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.issuer.CompanyLine;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenHandle;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.IssuerSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call to the financial company about one card. */
abstract class CardTask extends RegistrationTask {
    private final FinancialCompanies issuers;

    CardTask(String kind, FinancialCompanies issuers) {
        super(kind);
        this.issuers = issuers;
    }

    abstract Outcome<Registration, RegistrationEvent> attempt(
            Registration registration, CardEntry card, FinancialCompany issuer, Task task) throws IssuerFailure;

    /** What an answer that never came means. Asking again by default: what is asked changes nothing. */
    Outcome<Registration, RegistrationEvent> unanswered(CardEntry card, Task task, IssuerFailure failure) {
        return later(task, failure);
    }

    private Outcome<Registration, RegistrationEvent> later(Task task, IssuerFailure failure) {
        return again(waitAsked(failure.retryAfter(), task.attempt()), failure);
    }

    /** What it means that the company will not do it. An earlier attempt of the task may come to it yet. */
    abstract Outcome<Registration, RegistrationEvent> refused(CardEntry card, Task task, IssuerFailure failure);

    @Override
    public final Outcome<Registration, RegistrationEvent> run(String id, Registration registration, Task task) {
        CardEntry card = registration.card(RegistrationTasks.cardOf(task)).orElse(null);
        if (card == null) {
            return nothingToDo();
        }
        try {
            return attempt(registration, card, issuers.get(card.source().issuerId()), task);
        } catch (IssuerFailure failure) {
            return switch (failure.kind()) {
                case RETRY_LATER -> later(task, failure);
                case UNKNOWN -> unanswered(card, task, failure);
                case REFUSED -> refused(card, task, failure);
            };
        }
    }

    /** What the financial company decided, as a step of the registration. */
    static Outcome<Registration, RegistrationEvent> outcome(CardEntry card, TaskOutcome outcome) {
        String id = card.cardReferenceId();
        return switch (outcome) {
            case TaskOutcome.Approved(var token) -> done(current -> IssuerSteps.approved(current, id, token));
            case TaskOutcome.AuthenticationRequired(var token, var methods) ->
                done(current -> IssuerSteps.authenticationRequired(current, id, token, methods));
            case TaskOutcome.Declined(var reason) -> done(current -> IssuerSteps.declined(current, id, reason));
            case TaskOutcome.Undecided() -> done(current -> IssuerSteps.pending(current, id));
            case TaskOutcome.Failed(var code) -> done(current -> IssuerSteps.failed(current, id, errorCode(code)));
            case TaskOutcome.NeverArrived() -> done(current -> IssuerSteps.neverArrived(current, id));
        };
    }

    /** A task that was refused because of a token in the way stays so; another one shows what token it is. */
    private static String errorCode(String code) {
        return code.equals(IssuerFailure.TOKEN_ALREADY_EXISTS) ? IssuerSteps.TOKEN_LEFT_BEHIND : code;
    }

    static String taskId(CardEntry card) {
        return Objects.requireNonNull(card.taskId(), "a submitted card has a task id");
    }

    static TokenHandle handle(CardEntry card) {
        return new TokenHandle(
                Objects.requireNonNull(card.token(), "the card has a token").tokenUniqueReference(), taskId(card));
    }

    @Override
    public final String target(Registration registration, Task task) {
        return registration
                .card(RegistrationTasks.cardOf(task))
                .map(card -> CompanyLine.target(card.source().issuerId()))
                .orElse("issuer");
    }

    @Override
    public Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        String reason = kind() + " was given up after " + task.attempt() + " attempts";
        return current -> IssuerSteps.leftToOperator(current, RegistrationTasks.cardOf(task), reason);
    }

    @Override
    public final boolean countsAgainstTarget(Exception failure) {
        return !(failure instanceof IssuerFailure known) || known.isOfIllness();
    }

    @Override
    public int maxAttempts() {
        return 45;
    }
}
