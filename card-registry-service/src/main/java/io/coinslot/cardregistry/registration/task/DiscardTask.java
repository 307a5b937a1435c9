package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.FinancialCompany.Reason;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.IssuerSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has the financial company delete a token that never got onto the device, then frees the card. */
final class DiscardTask extends CardTask {
    private static final Reason UNUSED =
            new Reason("TOKEN_REQUESTOR", "OTHER", "the registration ended before the token was on the device");

    private final CardClaims claims;

    DiscardTask(FinancialCompanies issuers, CardClaims claims) {
        super(RegistrationTasks.DISCARD, issuers);
        this.claims = claims;
    }

    @Override
    Outcome<Registration, RegistrationEvent> attempt(
            Registration registration, CardEntry card, FinancialCompany issuer, Task task) throws IssuerFailure {
        try {
            issuer.delete(handle(card), UNUSED);
        } catch (IssuerFailure failure) {
            if (!failure.code().equals("TOKEN_NOT_FOUND")) {
                throw failure;
            }
        }
        Claim claim = Claim.of(registration, card);
        claims.release(claim.key(), claim.holder());
        return nothingToDo();
    }

    @Override
    public Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        return current -> IssuerSteps.notLetGo(current, RegistrationTasks.cardOf(task), "the token was not deleted");
    }

    @Override
    Outcome<Registration, RegistrationEvent> refused(CardEntry card, IssuerFailure failure) {
        return again(null, failure);
    }
}
