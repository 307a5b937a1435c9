package io.coinslot.cardregistry.token.task;

import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.FinancialCompany.Reason;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenHandle;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenReport;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenEvent;
import io.coinslot.cardregistry.token.TokenStatus;
import io.coinslot.cardregistry.token.TokenSteps;
import io.coinslot.cardregistry.token.TokenTasks;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;

/**
 * The card can be registered anew only when the token is gone at the financial company too. Until the company says that
 * it is, the token may live on there, whatever else is answered: it is told again, and what it does not do for too long
 * is parked for an operator.
 */
final class DeleteTask extends TokenTask {
    DeleteTask(FinancialCompanies issuers, Clock clock) {
        super(TokenTasks.DELETE, issuers, clock);
    }

    @Override
    TokenReport tell(FinancialCompany issuer, TokenHandle token, Reason reason) throws IssuerFailure {
        return issuer.delete(token, reason);
    }

    @Override
    Outcome<Token, TokenEvent> told(Token token, Task task, StatusReport report) {
        return report.status() == TokenStatus.DEACTIVATED
                ? new Done<>(current -> TokenSteps.gone(current, report))
                : again(task, new IssuerFailure(Kind.REFUSED, "NOT_DEACTIVATED", null, null));
    }

    @Override
    Outcome<Token, TokenEvent> refused(Task task, IssuerFailure failure) {
        return again(task, failure);
    }
}
