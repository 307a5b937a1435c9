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
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the peers that hold references to a card that it is gone; until then they find out when they ask for it. One that
 * does not answer keeps none of the others from being told; all are told again then, which does no harm.
 */
@SuppressWarnings("NullAway") // Void has no value but null.
final class TellPeersTask implements TaskHandler<Token, TokenEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(TellPeersTask.class);

    private final CardReferences references;
    private final PeerServers peers;
    private final Clock clock;

    TellPeersTask(CardReferences references, PeerServers peers, Clock clock) {
        this.references = references;
        this.peers = peers;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return TokenTasks.TELL_PEERS;
    }

    @Override
    public String target(Token token, Task task) {
        return "peers";
    }

    @Override
    public Outcome<Token, TokenEvent> run(String id, Token token, Task task) throws PeerFailure {
        Map<String, List<String>> byPeer = references.toToken(id, clock.instant()).stream()
                .collect(Collectors.groupingBy(
                        CardReference::peerId,
                        Collectors.mapping(CardReference::cardReferenceId, Collectors.toList())));
        TakenBackKind kind = TakenBackKind.valueOf(TokenTasks.kindOf(task));
        PeerFailure failure = null;
        for (Map.Entry<String, List<String>> held : byPeer.entrySet()) {
            try {
                peers.takeBack(held.getKey(), kind, held.getValue());
            } catch (PeerFailure e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return new Done<>(current -> Decision.unchanged(null));
    }

    @Override
    public Function<Token, Decision<Token, TokenEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        LOG.warn("Peers were not told that the card of token {} is gone", id, lastFailure);
        return token -> Decision.unchanged(null);
    }
}
