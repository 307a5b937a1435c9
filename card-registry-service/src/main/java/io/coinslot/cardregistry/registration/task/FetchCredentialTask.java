package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.IssuerSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.cardregistry.registration.SealedCredential;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Claims a card for the payment app instance, then gets its credential from the peer, sealed to the financial company
 * and for this task alone.
 */
final class FetchCredentialTask extends RegistrationTask {
    private final CardClaims claims;
    private final PeerServers peers;
    private final OtherRegistrations others;
    private final Clock clock;

    FetchCredentialTask(CardClaims claims, PeerServers peers, OtherRegistrations others, Clock clock) {
        super(RegistrationTasks.FETCH_CREDENTIAL);
        this.others = others;
        this.claims = claims;
        this.peers = peers;
        this.clock = clock;
    }

    @Override
    public String target(Registration registration, Task task) {
        return registration
                .card(RegistrationTasks.cardOf(task))
                .map(card -> "peer:" + card.source().peerId())
                .orElse("peer");
    }

    @Override
    public Outcome<Registration, RegistrationEvent> run(String id, Registration registration, Task task) {
        String reference = RegistrationTasks.cardOf(task);
        CardEntry card = registration.card(reference).orElse(null);
        if (card == null || !card.state().isAtIssuer()) {
            return nothingToDo();
        }
        if (!clock.instant().isBefore(registration.expiresAt())) {
            return failed(reference, "REGISTRATION_EXPIRED");
        }
        if (!Claim.of(registration, card).isHeld(claims, others)) {
            return failed(reference, IssuerSteps.CARD_ALREADY_ON_DEVICE);
        }
        try {
            SealedCredential credential = peers.credential(
                    card.source().peerId(),
                    card.source().peerCardReference(),
                    card.source().issuerId(),
                    CardTask.taskId(card));
            return clock.instant().isBefore(credential.validUntil())
                    ? done(current -> IssuerSteps.credentialFetched(current, reference, credential))
                    : failed(reference, "CREDENTIAL_EXPIRED");
        } catch (PeerFailure e) {
            return e.kind() == PeerFailure.Kind.UNAVAILABLE ? again(null, e) : failed(reference, e.code());
        }
    }

    private static Outcome<Registration, RegistrationEvent> failed(String reference, String errorCode) {
        return done(current -> IssuerSteps.failed(current, reference, errorCode));
    }

    @Override
    public Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        return current -> IssuerSteps.failed(current, RegistrationTasks.cardOf(task), "PEER_UNAVAILABLE");
    }

    @Override
    public int maxAttempts() {
        return 8;
    }
}
