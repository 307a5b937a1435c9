package io.coinslot.cardregistry.token.task;

import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.offer.CardReferences;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenEvent;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.util.List;

/** Whom the tasks of tokens call. */
public record TokenTaskHandlers(
        FinancialCompanies issuers, CardClaims claims, CardReferences references, PeerServers peers, Clock clock) {
    /** One handler for each kind of task. */
    public List<TaskHandler<Token, TokenEvent>> all() {
        return List.of(
                new SuspendTask(issuers, clock),
                new UnsuspendTask(issuers, clock),
                new DeleteTask(issuers, clock),
                new ReleaseTask(claims),
                new TellPeersTask(references, clock),
                new TellPeerTask(references, peers, clock));
    }
}
