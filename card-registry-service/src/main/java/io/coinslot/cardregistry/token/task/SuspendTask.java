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

final class SuspendTask extends TokenTask {
    SuspendTask(FinancialCompanies issuers) {
        super(TokenTasks.SUSPEND, issuers);
    }

    @Override
    TokenReport tell(FinancialCompany issuer, TokenHandle token, Reason reason) throws IssuerFailure {
        return issuer.suspend(token, reason);
    }

    @Override
    Decision<Token, TokenEvent, Void> told(Token token, Suspender causedBy, StatusReport report) {
        return TokenSteps.confirmed(token, causedBy, report);
    }

    /** A token that is gone there is gone here; otherwise it stays held back here, whatever is told of it later. */
    @Override
    @SuppressWarnings("NullAway") // Void has no value but null.
    Decision<Token, TokenEvent, Void> refused(Token token, Suspender causedBy, String code) {
        return code.equals("TOKEN_DEACTIVATED") || code.equals("TOKEN_NOT_FOUND")
                ? TokenSteps.gone(token)
                : Decision.unchanged(null);
    }
}
