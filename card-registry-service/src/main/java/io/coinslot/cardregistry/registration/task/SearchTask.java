package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.account.AccountAssertions;
import io.coinslot.cardregistry.account.AssertionRefused;
import io.coinslot.cardregistry.account.VerifiedAccount.OnwardAssertion;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.cardregistry.peer.PeerServers.Search;
import io.coinslot.cardregistry.registration.CardSource;
import io.coinslot.cardregistry.registration.PeerSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks a peer which cards the account has there. It only reads, so it may be asked again. */
final class SearchTask extends RegistrationTask {
    private final AccountAssertions assertions;
    private final KeptAssertions kept;
    private final PeerServers peers;
    private final FinancialCompanies issuers;

    SearchTask(AccountAssertions assertions, KeptAssertions kept, PeerServers peers, FinancialCompanies issuers) {
        super(RegistrationTasks.SEARCH);
        this.assertions = assertions;
        this.kept = kept;
        this.peers = peers;
        this.issuers = issuers;
    }

    @Override
    public String target(Registration registration, Task task) {
        return "peer:" + RegistrationTasks.peerOf(task);
    }

    @Override
    public Outcome<Registration, RegistrationEvent> run(String id, Registration registration, Task task)
            throws IOException, AssertionNotOpened {
        String peerId = RegistrationTasks.peerOf(task);
        String assertion = kept.of(registration);
        if (assertion == null) {
            return nothingToDo();
        }
        try {
            String thumbprint = registration.applicant().keyThumbprint();
            OnwardAssertion account =
                    assertions.verify(assertion, null, thumbprint).onward().get(peerId);
            if (account == null) {
                return done(current -> PeerSteps.givenUp(current, peerId, PeerSteps.NO_PEER_TO_ASK));
            }
            Search search = new Search(account, id, registration.request().deviceInfo(), thumbprint);
            List<CardSource> offers = peers.search(peerId, search).stream()
                    .filter(card -> issuers.find(card.issuerId()) != null)
                    .toList();
            return done(current -> PeerSteps.answered(current, peerId, offers));
        } catch (AssertionRefused e) {
            return done(current -> PeerSteps.givenUp(current, peerId, e.reason().name()));
        } catch (PeerFailure e) {
            return e.kind() == PeerFailure.Kind.UNAVAILABLE
                    ? again(null, e)
                    : done(current -> PeerSteps.givenUp(current, peerId, e.code()));
        }
    }

    /** That the account provider's keys cannot be read says nothing of the peer. */
    @Override
    public boolean countsAgainstTarget(Exception failure) {
        return failure instanceof PeerFailure;
    }

    @Override
    public Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        String why = lastFailure instanceof AssertionNotOpened ? AssertionNotOpened.CODE : "PEER_UNAVAILABLE";
        return current -> PeerSteps.givenUp(current, RegistrationTasks.peerOf(task), why);
    }

    @Override
    public int maxAttempts() {
        return 6;
    }
}
