package io.coinslot.cardregistry.token.task;

import io.coinslot.cardregistry.offer.CardReference;
import io.coinslot.cardregistry.offer.CardReferences;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenEvent;
import io.coinslot.cardregistry.token.TokenTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.aggregate.TaskDraft;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the peers that hold references to a card that is gone, and has each of them told by a task of its own. */
@SuppressWarnings("NullAway") // Void has no value but null.
final class TellPeersTask implements TaskHandler<Token, TokenEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(TellPeersTask.class);

    private final CardReferences references;
    private final Clock clock;

    TellPeersTask(CardReferences references, Clock clock) {
        this.references = references;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return TokenTasks.TELL_PEERS;
    }

    @Override
    public String target(Token token, Task task) {
        return "card-references";
    }

    @Override
    public Outcome<Token, TokenEvent> run(String id, Token token, Task task) {
        List<TaskDraft> tellings = references.toToken(id, clock.instant()).stream()
                .map(CardReference::peerId)
                .distinct()
                .map(peer -> TokenTasks.tellPeer(peer, TokenTasks.kindOf(task)))
                .toList();
        return new Done<>(current -> tellings.isEmpty()
                ? Decision.unchanged(null)
                : new Decision.Accepted<>(current, List.of(), tellings, List.of(), null));
    }

    @Override
    public Function<Token, Decision<Token, TokenEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        LOG.warn("Peers were not told that the card of token {} is gone", id, lastFailure);
        return token -> Decision.unchanged(null);
    }
}
