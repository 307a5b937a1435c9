package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.claim.CardClaims;
import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.CredentialSteps;
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
 * and for this task alone. While an earlier registration that ended has the claim for a token that the company has not
 * deleted yet, that is waited for, as long as the registration lives; such waits are no attempts.
 */
final class FetchCredentialTask extends RegistrationTask {
    /** The peer is not called again after as many calls in vain. */
    private static final int MOST_CALLS = 8;

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
        boolean isOver = !clock.instant().isBefore(registration.expiresAt());
        Claim claim = Claim.of(registration, card);
        String holder = claim.heldBy(claims, others);
        if (!holder.equals(claim.holder())) {
            return heldByAnother(reference, holder, isOver, RegistrationTasks.waitsOf(task));
        }
        if (isOver) {
            return failed(reference, "REGISTRATION_EXPIRED");
        }
        try {
            SealedCredential credential = peers.credential(
                    card.source().peerId(),
                    card.source().peerCardReference(),
                    card.source().issuerId(),
                    CardTask.taskId(card));
            return clock.instant().isBefore(credential.validUntil())
                    ? done(current -> CredentialSteps.credentialFetched(current, reference, credential))
                    : failed(reference, "CREDENTIAL_EXPIRED");
        } catch (PeerFailure e) {
            return e.kind() == PeerFailure.Kind.UNAVAILABLE
                    ? unavailable(reference, task, e)
                    : done(current -> CredentialSteps.noCredential(current, reference, e.code(), false));
        }
    }

    private Outcome<Registration, RegistrationEvent> heldByAnother(
            String reference, String holder, boolean isOver, int waits) {
        if (!others.dropLeftBehind(holder)) {
            return failed(reference, IssuerSteps.CARD_ALREADY_ON_DEVICE);
        }
        return isOver
                ? failed(reference, IssuerSteps.TOKEN_LEFT_BEHIND)
                : done(current -> CredentialSteps.claimedLater(current, reference, waits + 1, backoff(waits + 1)));
    }

    /** The last failure counts against the peer as well, so the card is ended, or had from another, beside it. */
    private static Outcome<Registration, RegistrationEvent> unavailable(
            String reference, Task task, PeerFailure failure) {
        return task.attempt() < MOST_CALLS
                ? again(null, failure)
                : new TryAgain<>(
                        null,
                        failure,
                        current -> CredentialSteps.noCredential(current, reference, "PEER_UNAVAILABLE", true));
    }

    private static Outcome<Registration, RegistrationEvent> failed(String reference, String errorCode) {
        return done(current -> IssuerSteps.failed(current, reference, errorCode));
    }

    @Override
    public Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        return current -> IssuerSteps.failed(current, RegistrationTasks.cardOf(task), "PEER_UNAVAILABLE");
    }

    /** That our own store is away says nothing of the peer. */
    @Override
    public boolean countsAgainstTarget(Exception failure) {
        return failure instanceof PeerFailure;
    }

    @Override
    public int maxAttempts() {
        return 45;
    }
}
