package io.coinslot.cardregistry.token.task;

import io.coinslot.cardregistry.offer.CardReference;
import io.coinslot.cardregistry.offer.CardReferences;
import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.cardregistry.peer.PeerServers.TakenBackKind;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenEvent;
import io.coinslot.cardregistry.token.TokenTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a peer that a card it holds references to is gone; until then it finds out when it asks for it. */
@SuppressWarnings("NullAway") // Void has no value but null.
final class TellPeerTask implements TaskHandler<Token, TokenEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(TellPeerTask.class);

    private final CardReferences references;
    private final PeerServers peers;
    private final Clock clock;

    TellPeerTask(CardReferences references, PeerServers peers, Clock clock) {
        this.references = references;
        this.peers = peers;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return TokenTasks.TELL_PEER;
    }

    @Override
    public String target(Token token, Task task) {
        return "peer:" + TokenTasks.peerOf(task);
    }

    @Override
    public Outcome<Token, TokenEvent> run(String id, Token token, Task task) throws PeerFailure {
        String peer = TokenTasks.peerOf(task);
        List<String> held = references.toToken(id, clock.instant()).stream()
                .filter(reference -> reference.peerId().equals(peer))
                .map(CardReference::cardReferenceId)
                .toList();
        if (!held.isEmpty()) {
            peers.takeBack(peer, TakenBackKind.valueOf(TokenTasks.kindOf(task)), held);
        }
        return new Done<>(current -> Decision.unchanged(null));
    }

    @Override
    public Function<Token, Decision<Token, TokenEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        LOG.warn("{} was not told that the card of token {} is gone", TokenTasks.peerOf(task), id, lastFailure);
        return token -> Decision.unchanged(null);
    }
}
