package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.account.AccountAssertions;
import io.coinslot.cardregistry.account.SpentAssertions;
import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.util.List;

/** Whom the tasks of registrations call. */
public record RegistrationTaskHandlers(
        AccountAssertions assertions,
        SpentAssertions spent,
        KeptAssertions kept,
        PeerServers peers,
        FinancialCompanies issuers,
        CardClaims claims,
        Tokens tokens,
        OtherRegistrations others,
        Clock clock) {

    /** One handler for each kind of task. */
    public List<TaskHandler<Registration, RegistrationEvent>> all() {
        return List.of(
                new VerifyAccountTask(assertions, spent, kept, peers),
                new SearchTask(assertions, kept, peers, issuers),
                new FetchCredentialTask(claims, peers, others, clock),
                new SubmitTask(issuers, new TokenInTheWay(others, tokens, clock), clock),
                new LookUpTask(issuers, clock),
                new SendCodeTask(issuers),
                new CheckActivationTask(issuers),
                new ProvisionTask(tokens, claims, others, clock),
                new DiscardTask(issuers, claims, tokens, others),
                new LateTokenTask(issuers),
                new ReleaseTask(claims),
                new ExpireTask());
    }
}
