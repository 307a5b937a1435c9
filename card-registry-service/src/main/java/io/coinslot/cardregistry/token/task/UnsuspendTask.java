package io.coinslot.cardregistry.token.task;

import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.FinancialCompany.Reason;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenHandle;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenReport;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.token.ParkedChange;
import io.coinslot.cardregistry.token.ParkedSteps;
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

/** Lets a token go here once the company has. What it does not do for too long, or refuses, is parked for an operator. */
final class UnsuspendTask extends TokenTask {
    private static final Logger LOG = LoggerFactory.getLogger(UnsuspendTask.class);

    UnsuspendTask(FinancialCompanies issuers, Clock clock) {
        super(TokenTasks.UNSUSPEND, issuers, clock);
    }

    @Override
    TokenReport tell(FinancialCompany issuer, TokenHandle token, Reason reason) throws IssuerFailure {
        return issuer.unsuspend(token, reason);
    }

    /**
     * What is older than what is known does not count, so that the token would stay held here alone: it is told again, as
     * the company's clocks may differ, and parked at last.
     */
    @Override
    Outcome<Token, TokenEvent> told(Token token, Task task, StatusReport report) {
        Suspender by = TokenTasks.requestOf(task).causedBy();
        boolean settles = TokenTasks.settles(task);
        if (!report.isHeldBy(by) && report.statusTimestamp().isBefore(token.statusTimestamp())) {
            return again(task, new IssuerFailure(Kind.REFUSED, "ANSWER_OUTDATED", null, null));
        }
        return report.isHeldBy(by)
                ? again(task, new IssuerFailure(Kind.REFUSED, "NOT_LIFTED", null, null))
                : new Done<>(current -> TokenSteps.letGoThere(current, by, report, settles));
    }

    /**
     * If there is no such suspension there, none is left here either. For any other reason the token stays held, until the
     * company tells otherwise or an operator has settled it.
     */
    @Override
    Outcome<Token, TokenEvent> refused(Task task, IssuerFailure failure) {
        Suspender by = TokenTasks.requestOf(task).causedBy();
        boolean settles = TokenTasks.settles(task);
        if (failure.code().equals("TOKEN_NOT_SUSPENDED_BY")) {
            return new Done<>(current -> TokenSteps.lifted(current, by, settles));
        }
        LOG.error("A financial company refuses to let a token go ({}): it is parked", failure.code());
        ParkedChange parked = parked(task, failure);
        return new Done<>(current -> ParkedSteps.notLifted(current, parked, settles));
    }
}
