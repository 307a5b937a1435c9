package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.consume.Consumed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries parked events again: all events of a key in their order, keys side by side, at intervals that grow with the
 * time they wait. After a day what still cannot be applied becomes a dead letter, unless it waits for what people decide.
 * Nothing is given up within an hour after this process was away or could not look or send a dead letter, or after any
 * process found the schema registry away: what an event waits for may lie in its topic, unread.
 */
final class ParkedEventSweep implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedEventSweep.class);
    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_ROUNDS = 10;
    /** A look that comes so late comes after an outage. */
    private static final Duration LONGEST_GAP = Duration.ofMinutes(10);
    /** In which consumers read what has gathered meanwhile. */
    private static final Duration CATCHING_UP = Duration.ofHours(1);

    private final MongoParkedEvents parked;
    private final DeadLetters deadLetters;
    private final RegistryOutages outages;
    private final Clock clock;
    private final Appliers appliers;
    private Instant lastLookAt = Instant.EPOCH;
    private volatile Instant steadySince;

    ParkedEventSweep(
            MongoParkedEvents parked,
            Appliers appliers,
            DeadLetters deadLetters,
            RegistryOutages outages,
            Clock clock) {
        this.parked = parked;
        this.appliers = appliers;
        this.deadLetters = deadLetters;
        this.outages = outages;
        this.clock = clock;
        this.steadySince = clock.instant();
    }

    @Override
    public void run() {
        try {
            sweep();
        } catch (RuntimeException | Error e) { // What gets out ends the timer's calls for good.
            LOG.warn("Parked events were not looked at; trying again", e);
        }
    }

    /** One look at everything that is due, within bounds; what is left comes first the next time. */
    void sweep() {
        Instant now = clock.instant();
        if (lastLookAt.plus(LONGEST_GAP).isBefore(now)) {
            steadySince = now;
        }
        tryDue();
        lastLookAt = clock.instant();
    }

    private void tryDue() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Set<ParkedEvent.Waiter> due = parked.due(clock.instant(), MOST_AT_ONCE);
            try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
                due.forEach(waiter -> executor.execute(() -> lookAt(waiter)));
            }
            if (due.isEmpty()) {
                return;
            }
        }
    }

    /** Tries the events of a key at once: what they waited for has come. */
    void wake(ParkedEvent.Waiter waiter) {
        lookAt(waiter);
    }

    private void lookAt(ParkedEvent.Waiter waiter) {
        try {
            Instant lookedAt = clock.instant();
            List<ParkedEvent> waiting = parked.of(waiter, MOST_AT_ONCE);
            RecordApplier<?> applier = appliers.of(waiter.group(), waiter.topic());
            Set<String> undecided = applier == null ? Set.of() : retry(applier, waiting);
            parked.postpone(waiter, waiting, undecided, lookedAt, clock.instant());
        } catch (RuntimeException | Error e) {
            LOG.warn("The parked events of {} could not be tried again now", waiter, e);
        }
    }

    /** Leaves in the list what has to go on waiting. Returns the ids of those that wait for what people decide. */
    private Set<String> retry(RecordApplier<?> applier, List<ParkedEvent> waiting) {
        Attempts attempts = new Attempts(new HashMap<>(), new HashSet<>());
        // What was applied may be what an event before it waited for: a redriven record comes after its successors.
        boolean applied = true;
        while (applied && !waiting.isEmpty()) {
            applied = tryEach(applier, waiting, attempts);
        }
        Instant now = clock.instant();
        if (waiting.stream().anyMatch(event -> attempts.isOver(event, now)) && isSteady(now)) {
            waiting.removeIf(event -> attempts.isOver(event, now)
                    && giveUp(event, attempts.failures().get(event.id())));
        }
        return attempts.undecided();
    }

    private boolean isSteady(Instant now) {
        return !steadySince.plus(CATCHING_UP).isAfter(now)
                && !outages.lastSeenAt().plus(CATCHING_UP).isAfter(now);
    }

    private boolean tryEach(RecordApplier<?> applier, List<ParkedEvent> waiting, Attempts attempts) {
        boolean applied = false;
        for (Iterator<ParkedEvent> events = waiting.iterator(); events.hasNext(); ) {
            ParkedEvent event = events.next();
            if (isApplied(applier, event, attempts)) {
                // Last, as whoever ends in between has to do the rest again.
                deadLetters.parkedWasApplied(event.waiter().group(), event.message());
                parked.remove(event);
                events.remove();
                applied = true;
            }
        }
        return applied;
    }

    /**
     * What came of trying the events of a key.
     *
     * @param undecided the ids of those that wait for what people decide
     */
    private record Attempts(Map<String, Throwable> failures, Set<String> undecided) {
        boolean isOver(ParkedEvent event, Instant now) {
            return event.isOverdue(now) && !undecided.contains(event.id());
        }
    }

    private static boolean isApplied(RecordApplier<?> applier, ParkedEvent event, Attempts attempts) {
        try {
            Consumed consumed =
                    applier.attempt(event.message()).toCompletableFuture().join();
            attempts.failures().remove(event.id());
            if (consumed == Consumed.WAITING) {
                attempts.undecided().add(event.id());
            } else {
                attempts.undecided().remove(event.id());
            }
            return !consumed.isParked();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.warn("Parked event {} failed; it stays", event.id(), cause);
            attempts.failures().put(event.id(), cause);
            return false;
        }
    }

    /** False if it failed for a reason that will pass: then it is not the event's fault. */
    private boolean giveUp(ParkedEvent event, @Nullable Throwable failure) {
        if (failure != null && RecordApplier.isPassing(failure)) {
            return false;
        }
        Throwable cause =
                failure == null ? new IllegalStateException("what it builds on did not arrive within a day") : failure;
        try {
            deadLetters.send(event.message(), event.waiter().group(), cause);
        } catch (RuntimeException e) {
            steadySince = clock.instant();
            throw e;
        }
        parked.remove(event);
        return true;
    }
}
