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

final class UnsuspendTask extends TokenTask {
    UnsuspendTask(FinancialCompanies issuers) {
        super(TokenTasks.UNSUSPEND, issuers);
    }

    @Override
    TokenReport tell(FinancialCompany issuer, TokenHandle token, Reason reason) throws IssuerFailure {
        return issuer.unsuspend(token, reason);
    }

    @Override
    Decision<Token, TokenEvent, Void> told(Token token, Suspender causedBy, StatusReport report) {
        return TokenSteps.confirmed(token, causedBy, report);
    }

    /** If there is no such suspension there, none is left here either. For any other reason the token stays held. */
    @Override
    @SuppressWarnings("NullAway") // Void has no value but null.
    Decision<Token, TokenEvent, Void> refused(Token token, Suspender causedBy, String code) {
        return switch (code) {
            case "TOKEN_DEACTIVATED", "TOKEN_NOT_FOUND" -> TokenSteps.gone(token);
            case "TOKEN_NOT_SUSPENDED_BY" -> TokenSteps.lifted(token, causedBy);
            default -> Decision.unchanged(null);
        };
    }
}
