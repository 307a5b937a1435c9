package io.coinslot.servicekit.aggregate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what a crash or a failure left behind: events that were not published, tasks that nobody is at. */
final class Sweeper<S, E> implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final int MOST_AT_ONCE = 500;
    private static final int LOOKED_AT_TOGETHER = 20;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Younger events are most likely on their way. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    private final String name;
    private final AggregateStore<S> store;
    private final DocumentWriter<S, E> writer;
    private final TaskRunner<S, E> runner;
    private final Clock clock;
    private final Look events = new Look("events", this::publishSome);
    private final Look tasks = new Look("tasks", this::takeSome);
    private volatile boolean closed;

    Sweeper(String name, AggregateStore<S> store, DocumentWriter<S, E> writer, TaskRunner<S, E> runner, Clock clock) {
        this.name = name;
        this.store = store;
        this.writer = writer;
        this.runner = runner;
        this.clock = clock;
    }

    /**
     * Sweeps on threads of their own, which may wait for answers: what keeps the events back must not keep back the tasks.
     */
    void begin() {
        begin(events);
        begin(tasks);
    }

    /** Not while the sweep before is under way. */
    private void begin(Look look) {
        if (look.underWay().compareAndSet(false, true)) {
            Thread.ofVirtual().name(name + "-sweeper").start(() -> {
                try {
                    sweep(look);
                } finally {
                    look.underWay().set(false);
                }
            });
        }
    }

    @Override
    public void run() {
        sweep(events);
        sweep(tasks);
    }

    /** @param some returns whether to look again at once */
    private record Look(String what, BooleanSupplier some, AtomicBoolean underWay) {
        private Look(String what, BooleanSupplier some) {
            this(what, some, new AtomicBoolean());
        }
    }

    /** Goes on at once while more is left than one look finds and something comes of it, within a time. */
    private void sweep(Look look) {
        long startNanos = System.nanoTime();
        try {
            boolean more = true;
            while (more && !closed && System.nanoTime() - startNanos < LONGEST_NANOS) {
                more = look.some().getAsBoolean();
            }
        } catch (RuntimeException | Error e) { // The next sweep must be able to begin.
            LOG.warn("Sweeping the {} of {} failed; the next sweep tries again", look.what(), name, e);
        }
    }

    private boolean takeSome() {
        Instant now = clock.instant();
        List<Stored<S>> found = store.withVisibleTask(now, MOST_AT_ONCE);
        return runner.sweep(found, now) && found.size() == MOST_AT_ONCE;
    }

    private boolean publishSome() {
        List<Stored<S>> found = store.withUnpublished(clock.instant().minus(SETTLING), MOST_AT_ONCE);
        return publish(found) && found.size() == MOST_AT_ONCE;
    }

    /**
     * Looks at documents again just before it sends what they hold. Who wrote one meanwhile has sent everything in it: an
     * older event sent now would stand behind a newer one.
     *
     * @return whether the broker has taken anything
     */
    private boolean publish(List<Stored<S>> found) {
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (int from = 0; from < found.size(); from += LOOKED_AT_TOGETHER) {
            List<Stored<S>> some = found.subList(from, Math.min(found.size(), from + LOOKED_AT_TOGETHER));
            Map<String, Stored<S>> now =
                    store.load(some.stream().map(Stored::id).toList());
            for (Stored<S> stored : some) {
                Stored<S> again = now.get(stored.id());
                if (again != null && again.version() == stored.version()) {
                    sent.add(writer.publish(again).toCompletableFuture());
                }
            }
        }
        return sent.stream().filter(Sweeper::isTaken).count() > 0;
    }

    private static boolean isTaken(CompletableFuture<Void> sent) {
        try {
            sent.get(LONGEST_NANOS, TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false; // The publisher has said why; a later sweep sends it again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Begins no further look. */
    void close() {
        closed = true;
    }
}
