package io.coinslot.cardregistry.token.task;

import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.FinancialCompany.Reason;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenHandle;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenReport;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.ParkedDeletion;
import io.coinslot.cardregistry.token.ParkedSteps;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenEvent;
import io.coinslot.cardregistry.token.TokenStatus;
import io.coinslot.cardregistry.token.TokenSteps;
import io.coinslot.cardregistry.token.TokenTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The card can be registered anew only when the token is gone at the financial company too. Until the company says that
 * it is, the token may live on there, whatever else is answered: it is told again, and what it does not do for too long
 * is parked for an operator.
 */
final class DeleteTask extends TokenTask {
    private static final Logger LOG = LoggerFactory.getLogger(DeleteTask.class);

    private final Clock clock;

    DeleteTask(FinancialCompanies issuers, Clock clock) {
        super(TokenTasks.DELETE, issuers);
        this.clock = clock;
    }

    @Override
    TokenReport tell(FinancialCompany issuer, TokenHandle token, Reason reason) throws IssuerFailure {
        return issuer.delete(token, reason);
    }

    @Override
    Outcome<Token, TokenEvent> told(Task task, StatusReport report) {
        return report.status() == TokenStatus.DEACTIVATED
                ? new Done<>(current -> TokenSteps.gone(current, report))
                : again(task, new IssuerFailure(Kind.REFUSED, "NOT_DEACTIVATED", null, null));
    }

    @Override
    public Function<Token, Decision<Token, TokenEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        LOG.error("The deletion of token {} is parked after {} attempts", id, task.attempt(), lastFailure);
        ChangeRequest request = TokenTasks.requestOf(task);
        ParkedDeletion parked = new ParkedDeletion(
                request.causedBy(),
                request.reasonCode(),
                request.reason(),
                task.attempt(),
                lastFailure instanceof IssuerFailure failure ? failure.code() : null,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return token -> ParkedSteps.park(token, parked);
    }

    @Override
    Outcome<Token, TokenEvent> refused(Task task, IssuerFailure failure) {
        return again(task, failure);
    }
}
