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
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;

final class SuspendTask extends TokenTask {
    SuspendTask(FinancialCompanies issuers) {
        super(TokenTasks.SUSPEND, issuers);
    }

    @Override
    TokenReport tell(FinancialCompany issuer, TokenHandle token, Reason reason) throws IssuerFailure {
        return issuer.suspend(token, reason);
    }

    @Override
    Outcome<Token, TokenEvent> told(Task task, StatusReport report) {
        Suspender by = TokenTasks.requestOf(task).causedBy();
        return new Done<>(
                TokenTasks.settles(task)
                        ? current -> TokenSteps.confirmed(current, by, report)
                        : current -> TokenSteps.heard(current, report));
    }

    /** It stays held back here, whatever is told of it later. */
    @Override
    @SuppressWarnings("NullAway") // Void has no value but null.
    Outcome<Token, TokenEvent> refused(Task task, IssuerFailure failure) {
        return new Done<>(current -> Decision.unchanged(null));
    }
}
