package io.coinslot.cardregistry.token.task;

import io.coinslot.cardregistry.issuer.CompanyLine;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.FinancialCompany.Reason;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenHandle;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenReport;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.ParkedChange;
import io.coinslot.cardregistry.token.ParkedSteps;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenEvent;
import io.coinslot.cardregistry.token.TokenSteps;
import io.coinslot.cardregistry.token.TokenTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the financial company what became of a token here. Telling it twice does no harm, so it is told until it knows. */
abstract class TokenTask implements TaskHandler<Token, TokenEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(TokenTask.class);
    private static final long FIRST_BACKOFF_MILLIS = 500;
    private static final long LONGEST_BACKOFF_MILLIS = 3_600_000;

    private final String kind;
    private final FinancialCompanies issuers;
    private final Clock clock;

    TokenTask(String kind, FinancialCompanies issuers, Clock clock) {
        this.kind = kind;
        this.issuers = issuers;
        this.clock = clock;
    }

    abstract TokenReport tell(FinancialCompany issuer, TokenHandle token, Reason reason) throws IssuerFailure;

    /** It answered, and says what the state is now. */
    abstract Outcome<Token, TokenEvent> told(Token token, Task task, StatusReport report);

    /** It will not do it, or has no reason to. That the token is gone is no such reason: it is heard before. */
    abstract Outcome<Token, TokenEvent> refused(Task task, IssuerFailure failure);

    @Override
    public final Outcome<Token, TokenEvent> run(String id, Token token, Task task) {
        ChangeRequest request = TokenTasks.requestOf(task);
        Reason reason = new Reason(request.causedBy().name(), request.reasonCode(), request.reason());
        FinancialCompany issuer = issuers.get(token.issuerId());
        Suspender alias = issuer.knowsLocks() ? null : request.causedBy().alias();
        if (alias != null && token.isSuspendedBy(alias) && isLifting()) {
            return new Done<>(current -> TokenSteps.liftedBeside(current, alias, request, TokenTasks.settles(task)));
        }
        try {
            TokenReport told = tell(issuer, new TokenHandle(id, token.taskId()), reason);
            StatusReport report =
                    StatusReport.told(told.status(), told.suspendedBy(), inTime(told.statusTimestamp()), null);
            return told(
                    token,
                    task,
                    issuer.knowsLocks() ? report : report.namingNoLocks().namingLocksOf(token));
        } catch (IssuerFailure failure) {
            if (failure.saysTokenIsGone()) {
                return new Done<>(TokenSteps::gone);
            }
            return failure.kind() == Kind.REFUSED ? refused(task, failure) : again(task, failure);
        }
    }

    /** An answer is about what is so now: a later time is a clock's error, and would make all that is told then old. */
    private Instant inTime(Instant told) {
        Instant now = clock.instant();
        return told.isAfter(now.plus(StatusReport.CLOCKS_DIFFER)) ? now : told;
    }

    /** What one lifts that the company keeps as one with another's stays there, as long as that one holds the token. */
    private boolean isLifting() {
        return kind.equals(TokenTasks.UNSUSPEND);
    }

    final Outcome<Token, TokenEvent> again(Task task, IssuerFailure failure) {
        return new TryAgain<>(waitAsked(failure.retryAfter(), task.attempt()), failure, null);
    }

    @Override
    public final boolean countsAgainstTarget(Exception failure) {
        return !(failure instanceof IssuerFailure known) || known.isOfIllness();
    }

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public final String target(Token token, Task task) {
        return CompanyLine.target(token.issuerId());
    }

    @Override
    public final Duration backoff(int attempt) {
        return Duration.ofMillis(Math.min(
                LONGEST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << Math.min(Math.max(attempt - 1, 0), 20)));
    }

    @Override
    public final int maxAttempts() {
        return 200;
    }

    /** The token stays as it is here; for an operator to settle with the financial company. */
    @Override
    public final Function<Token, Decision<Token, TokenEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        LOG.error("{} of token {} is parked after {} attempts", kind, id, task.attempt(), lastFailure);
        return parking(task, lastFailure);
    }

    /** Leaves it to an operator. */
    final Function<Token, Decision<Token, TokenEvent, Void>> parking(Task task, @Nullable Exception lastFailure) {
        ParkedChange parked = parked(task, lastFailure);
        return token -> ParkedSteps.park(token, parked);
    }

    final ParkedChange parked(Task task, @Nullable Exception lastFailure) {
        ChangeRequest request = TokenTasks.requestOf(task);
        return new ParkedChange(
                TokenTasks.changeOf(task),
                request.causedBy(),
                request.reasonCode(),
                request.reason(),
                task.attempt(),
                lastFailure instanceof IssuerFailure failure ? failure.code() : null,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
