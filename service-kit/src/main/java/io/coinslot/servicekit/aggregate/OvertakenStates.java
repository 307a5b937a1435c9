package io.coinslot.servicekit.aggregate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the newest state is the last on its topic. Each process sends in order, but what one sends late may
 * stand behind the newer state that another has written and sent meanwhile; who reads the topic goes by the sequence,
 * until the broker has dropped all but the last record. So after each send the document is looked at: if another process
 * has written another state meanwhile, that one is told once more, which certainly stands behind ours.
 */
final class OvertakenStates<S> implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(OvertakenStates.class);
    private static final int LOOKED_AT_TOGETHER = 200;
    private static final int MOST_ROUNDS = 50;

    private final AggregateStore<S> store;
    private final Aggregates<S, S> aggregates;
    private final Map<String, Stored<S>> sent = new ConcurrentHashMap<>();

    OvertakenStates(AggregateStore<S> store, Aggregates<S, S> aggregates) {
        this.store = store;
        this.aggregates = aggregates;
    }

    /** The broker has what was in the document's outbox, or it is not known whether it has. */
    void sent(Stored<S> document) {
        sent.merge(document.id(), document, (one, other) -> one.version() > other.version() ? one : other);
    }

    @Override
    public void run() {
        try {
            for (int round = 0; round < MOST_ROUNDS && !sent.isEmpty(); round++) {
                look(sent.values().stream().limit(LOOKED_AT_TOGETHER).toList());
            }
        } catch (RuntimeException | Error e) { // What gets out ends the timer's calls for good.
            LOG.warn("It could not be looked at whether states were overtaken; trying again", e);
        }
    }

    private void look(List<Stored<S>> some) {
        Map<String, Stored<S>> now = store.load(some.stream().map(Stored::id).toList());
        for (Stored<S> ours : some) {
            sent.remove(ours.id(), ours);
            Stored<S> newest = now.get(ours.id());
            if (newest != null && isOvertaken(ours, newest)) {
                tellAgain(ours);
            }
        }
    }

    /** Who told the same state once more, as this does, is not answered by telling it again. */
    private static boolean isOvertaken(Stored<?> ours, Stored<?> newest) {
        return newest.lastSequence() > ours.lastSequence()
                && !DocumentWriter.isOurs(newest)
                && !newest.state().equals(ours.state());
    }

    private void tellAgain(Stored<S> ours) {
        LOG.info("{} was written by another process while its state was sent; it is told again", ours.id());
        aggregates
                .<Boolean>handle(
                        ours.id(),
                        state -> state == null
                                ? Decision.unchanged(false)
                                : Decision.accepted(state, List.of(state), true))
                .whenComplete((told, failure) -> {
                    if (failure != null) {
                        LOG.warn("The state of {} could not be told again; trying again", ours.id(), failure);
                        sent(ours);
                    }
                });
    }
}
