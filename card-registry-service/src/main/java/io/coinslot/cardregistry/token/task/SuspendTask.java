package io.coinslot.cardregistry.token.task;

import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.FinancialCompany.Reason;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenHandle;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenReport;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenEvent;
import io.coinslot.cardregistry.token.TokenSteps;
import io.coinslot.cardregistry.token.TokenTasks;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Until the company says that it holds the token back, nobody knows that it does: it is told again, and what it does not
 * do for too long is parked for an operator.
 */
final class SuspendTask extends TokenTask {
    private static final Logger LOG = LoggerFactory.getLogger(SuspendTask.class);

    SuspendTask(FinancialCompanies issuers, Clock clock) {
        super(TokenTasks.SUSPEND, issuers, clock);
    }

    @Override
    TokenReport tell(FinancialCompany issuer, TokenHandle token, Reason reason) throws IssuerFailure {
        return issuer.suspend(token, reason);
    }

    @Override
    Outcome<Token, TokenEvent> told(Token token, Task task, StatusReport report) {
        Suspender by = TokenTasks.requestOf(task).causedBy();
        boolean settles = TokenTasks.settles(task);
        return switch (report.status()) {
            case SUSPENDED, DEACTIVATED -> new Done<>(current -> TokenSteps.held(current, by, report, settles));
            // It took the request and has not done it yet, or never will.
            case ACTIVE, INACTIVE -> again(task, new IssuerFailure(Kind.REFUSED, "NOT_SUSPENDED", null, null));
        };
    }

    /** It stays held back here, whatever is told of it later; that it is not there as well is for an operator. */
    @Override
    Outcome<Token, TokenEvent> refused(Task task, IssuerFailure failure) {
        LOG.error("A financial company refuses to hold a token back ({}): it is parked", failure.code());
        return new Done<>(parking(task, failure));
    }
}
