package io.coinslot.servicekit.aggregate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what a crash or a failure left behind: events that were not published, tasks that nobody is at. */
final class Sweeper<S, E> implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final int MOST_AT_ONCE = 500;
    private static final int LOOKED_AT_TOGETHER = 20;
    /** Younger events are most likely on their way. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    private final String name;
    private final AggregateStore<S> store;
    private final DocumentWriter<S, E> writer;
    private final TaskRunner<S, E> runner;
    private final Clock clock;

    Sweeper(String name, AggregateStore<S> store, DocumentWriter<S, E> writer, TaskRunner<S, E> runner, Clock clock) {
        this.name = name;
        this.store = store;
        this.writer = writer;
        this.runner = runner;
        this.clock = clock;
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        // Each by itself: what keeps the events back must not keep back the tasks.
        sweep("events", () -> publish(store.withUnpublished(now.minus(SETTLING), MOST_AT_ONCE)));
        sweep("tasks", () -> store.withVisibleTask(now, MOST_AT_ONCE).forEach(stored -> runner.sweep(stored, now)));
    }

    private void sweep(String what, Runnable sweep) {
        try {
            sweep.run();
        } catch (RuntimeException | Error e) { // What gets out ends the timer's calls for good.
            LOG.warn("Sweeping the {} of {} failed; the next sweep tries again", what, name, e);
        }
    }

    /**
     * Looks at documents again just before it sends what they hold. Who wrote one meanwhile has sent everything in it: an
     * older event sent now would stand behind a newer one.
     */
    private void publish(List<Stored<S>> found) {
        for (int from = 0; from < found.size(); from += LOOKED_AT_TOGETHER) {
            List<Stored<S>> some = found.subList(from, Math.min(found.size(), from + LOOKED_AT_TOGETHER));
            Map<String, Stored<S>> now =
                    store.load(some.stream().map(Stored::id).toList());
            for (Stored<S> stored : some) {
                Stored<S> again = now.get(stored.id());
                if (again != null && again.version() == stored.version()) {
                    writer.publish(again);
                }
            }
        }
    }
}
