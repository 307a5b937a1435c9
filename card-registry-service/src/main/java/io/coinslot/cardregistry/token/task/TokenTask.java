package io.coinslot.cardregistry.token.task;

import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.FinancialCompany.Reason;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenHandle;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenReport;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenEvent;
import io.coinslot.cardregistry.token.TokenStatus;
import io.coinslot.cardregistry.token.TokenTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
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

    TokenTask(String kind, FinancialCompanies issuers) {
        this.kind = kind;
        this.issuers = issuers;
    }

    abstract TokenReport tell(FinancialCompany issuer, TokenHandle token, Reason reason) throws IssuerFailure;

    abstract Decision<Token, TokenEvent, Void> told(Token token, Suspender causedBy, StatusReport report);

    /** It will not do it, or has no reason to. */
    abstract Decision<Token, TokenEvent, Void> refused(Token token, Suspender causedBy, String code);

    @Override
    public final Outcome<Token, TokenEvent> run(String id, Token token, Task task) {
        ChangeRequest request = TokenTasks.requestOf(task);
        Reason reason = new Reason(request.causedBy().name(), request.reasonCode(), request.reason());
        try {
            StatusReport report =
                    report(tell(issuers.get(token.issuerId()), new TokenHandle(id, token.taskId()), reason));
            return new Done<>(current -> told(current, request.causedBy(), report));
        } catch (IssuerFailure failure) {
            return failure.kind() == Kind.REFUSED
                    ? new Done<>(current -> refused(current, request.causedBy(), failure.code()))
                    : new TryAgain<>(failure.retryAfter(), failure, null);
        }
    }

    private static StatusReport report(TokenReport report) throws IssuerFailure {
        try {
            return new StatusReport(
                    TokenStatus.valueOf(report.status()),
                    suspenders(report.suspendedBy()),
                    report.statusTimestamp(),
                    null);
        } catch (IllegalArgumentException e) {
            throw new IssuerFailure(Kind.UNKNOWN, "ANSWER_UNREADABLE", null, null);
        }
    }

    private static Set<Suspender> suspenders(Set<String> names) {
        Set<Suspender> suspenders = EnumSet.noneOf(Suspender.class);
        Arrays.stream(Suspender.values())
                .filter(suspender -> names.contains(suspender.name()))
                .forEach(suspenders::add);
        return suspenders;
    }

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public final String target(Token token, Task task) {
        return "issuer:" + token.issuerId();
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
    @SuppressWarnings("NullAway") // Void has no value but null.
    public final Function<Token, Decision<Token, TokenEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        LOG.error("{} of token {} was given up after {} attempts", kind, id, task.attempt(), lastFailure);
        return token -> Decision.unchanged(null);
    }
}
