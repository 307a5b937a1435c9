package io.coinslot.cardregistry.token.task;

import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.FinancialCompany.Reason;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenHandle;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenReport;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenEvent;
import io.coinslot.cardregistry.token.TokenSteps;
import io.coinslot.cardregistry.token.TokenTasks;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;

final class UnsuspendTask extends TokenTask {
    UnsuspendTask(FinancialCompanies issuers, Clock clock) {
        super(TokenTasks.UNSUSPEND, issuers, clock);
    }

    @Override
    TokenReport tell(FinancialCompany issuer, TokenHandle token, Reason reason) throws IssuerFailure {
        return issuer.unsuspend(token, reason);
    }

    @Override
    Outcome<Token, TokenEvent> told(Task task, StatusReport report) {
        Suspender by = TokenTasks.requestOf(task).causedBy();
        return new Done<>(current -> TokenSteps.confirmed(current, by, report));
    }

    /** If there is no such suspension there, none is left here either. For any other reason the token stays held. */
    @Override
    Outcome<Token, TokenEvent> refused(Task task, IssuerFailure failure) {
        Suspender by = TokenTasks.requestOf(task).causedBy();
        return new Done<>(
                failure.code().equals("TOKEN_NOT_SUSPENDED_BY")
                        ? current -> TokenSteps.lifted(current, by)
                        : current -> TokenSteps.notLifted(current, by));
    }
}
