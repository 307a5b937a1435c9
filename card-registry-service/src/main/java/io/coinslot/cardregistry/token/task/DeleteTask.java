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

/** The card can be registered anew only when the token is gone at the financial company too. */
final class DeleteTask extends TokenTask {
    DeleteTask(FinancialCompanies issuers) {
        super(TokenTasks.DELETE, issuers);
    }

    @Override
    TokenReport tell(FinancialCompany issuer, TokenHandle token, Reason reason) throws IssuerFailure {
        return issuer.delete(token, reason);
    }

    @Override
    Decision<Token, TokenEvent, Void> told(Token token, Suspender causedBy, StatusReport report) {
        return TokenSteps.gone(token);
    }

    @Override
    Decision<Token, TokenEvent, Void> refused(Token token, Suspender causedBy, String code) {
        return TokenSteps.gone(token);
    }
}
