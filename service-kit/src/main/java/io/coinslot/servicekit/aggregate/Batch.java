package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.aggregate.AggregateStore.Change;
import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import io.coinslot.servicekit.crash.CrashPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Commands that are looked up, decided and written together: at most one look-up, one insert and one update. What the
 * shard remembers is not looked up, unless nothing would be written. What has waited for its write for longer than a
 * write may take, as in a process that was halted, is decided anew: whoever reads after a decision knows when to.
 */
final class Batch<S, E> {
    private static final int MOST_TRIES = 30;

    private final AggregateStore<S> store;
    private final DocumentWriter<S, E> writer;
    private final RecentDocuments<S> recent;
    private final Map<String, Unit<S, E>> units = new LinkedHashMap<>();

    Batch(
            AggregateStore<S> store,
            DocumentWriter<S, E> writer,
            RecentDocuments<S> recent,
            Collection<Command<S, E, ?>> commands) {
        this.store = store;
        this.writer = writer;
        this.recent = recent;
        for (Command<S, E, ?> command : commands) {
            units.computeIfAbsent(command.id, Unit::new).add(command);
        }
    }

    /**
     * Runs the batch. If it throws anything but {@link StoreUnavailable}, the commands without an answer were not
     * written.
     *
     * @return the commands that must run again, since what they were decided on may be outdated
     */
    List<Command<S, E, ?>> run() {
        recall();
        load();
        Instant decidedAt = writer.now();
        units.values().forEach(unit -> unit.decide(writer));
        // Whatever happens to the writes: only what is known to be stored is remembered.
        units.keySet().forEach(recent::forget);
        CrashPoint.BEFORE_WRITE.passed();
        Set<String> overtaken = write(decidedAt);
        CrashPoint.AFTER_WRITE.passed();
        List<Command<S, E, ?>> again = new ArrayList<>();
        for (Unit<S, E> unit : units.values()) {
            if (overtaken.contains(unit.id) || unit.mayBeOutdated()) {
                again.addAll(unit.again(MOST_TRIES));
            } else {
                answer(unit);
            }
        }
        return again;
    }

    private void answer(Unit<S, E> unit) {
        remember(unit);
        unit.answer(writer);
    }

    private void recall() {
        for (Unit<S, E> unit : units.values()) {
            if (unit.isFresh() && unit.needsLookUp()) {
                Stored<S> document = recent.get(unit.id);
                unit.recalled = document != null;
                unit.found = document == null ? null : writer.withoutAcknowledged(document);
            }
        }
    }

    private void remember(Unit<S, E> unit) {
        Stored<S> stored = unit.next == null ? unit.found : unit.next;
        if (stored != null) {
            recent.put(stored);
        }
    }

    private void load() {
        List<Unit<S, E>> lookedUp = units.values().stream()
                .filter(unit -> unit.needsLookUp() && !unit.recalled)
                .toList();
        if (lookedUp.isEmpty()) {
            return;
        }
        Map<String, Stored<S>> stored =
                store.load(lookedUp.stream().map(unit -> unit.id).toList());
        for (Unit<S, E> unit : lookedUp) {
            Stored<S> found = stored.get(unit.id);
            unit.found = found == null ? null : writer.withoutAcknowledged(found);
        }
    }

    /** Writes everything. Returns the ids of those that another writer came before, or for which it is too late. */
    private Set<String> write(Instant decidedAt) {
        try {
            Set<String> overtaken = new TreeSet<>(insert(decidedAt));
            overtaken.addAll(update(decidedAt));
            return overtaken;
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            answerWritten();
            throw e;
        }
    }

    /** The store has refused one document. Those that were written all the same must not be decided again. */
    private void answerWritten() {
        Map<String, Stored<S>> now = lookAgain(units.keySet());
        for (Unit<S, E> unit : units.values()) {
            Fate fate = unit.next == null ? Fate.NOT_WRITTEN : Fate.of(unit.next, now.get(unit.id));
            switch (fate) {
                case WRITTEN -> answer(unit);
                case COVERED -> unit.fail(outcomeUnknown());
                case NOT_WRITTEN -> {
                    // Its commands run again, each by itself.
                }
            }
        }
    }

    private boolean isTooLate(Instant decidedAt) {
        Duration longest = store.longestWrite();
        return longest != null && decidedAt.plus(longest).isBefore(writer.now());
    }

    private Set<String> insert(Instant decidedAt) {
        Map<String, Stored<S>> fresh = new LinkedHashMap<>();
        for (Unit<S, E> unit : units.values()) {
            if (unit.found == null && unit.next != null) {
                fresh.put(unit.id, unit.next);
            }
        }
        if (fresh.isEmpty() || isTooLate(decidedAt)) {
            return fresh.keySet();
        }
        return store.insert(List.copyOf(fresh.values()));
    }

    private Set<String> update(Instant decidedAt) {
        Map<String, Change<S>> changes = new LinkedHashMap<>();
        for (Unit<S, E> unit : units.values()) {
            if (unit.found != null && unit.next != null) {
                changes.put(unit.id, new Change<>(unit.found.version(), unit.next));
            }
        }
        if (changes.isEmpty() || isTooLate(decidedAt)) {
            return changes.keySet();
        }
        int made = store.update(List.copyOf(changes.values()));
        return made == changes.size() ? Set.of() : notMade(changes, made);
    }

    /**
     * Fewer were written than asked for. The write id tells which ones were, and where others have written since, the
     * count tells if it was all of them or none; otherwise the outcome is unknown, and so it is said.
     */
    private Set<String> notMade(Map<String, Change<S>> changes, int made) {
        Map<String, Stored<S>> now = lookAgain(changes.keySet());
        Map<Fate, Set<String>> fates = new EnumMap<>(Fate.class);
        changes.forEach(
                (id, change) -> fates.computeIfAbsent(Fate.of(change.next(), now.get(id)), fate -> new TreeSet<>())
                        .add(id));
        Set<String> overtaken = fates.getOrDefault(Fate.NOT_WRITTEN, new TreeSet<>());
        Set<String> covered = fates.getOrDefault(Fate.COVERED, Set.of());
        int coveredMade = made - fates.getOrDefault(Fate.WRITTEN, Set.of()).size();
        if (coveredMade == 0) {
            overtaken.addAll(covered);
        } else if (coveredMade < covered.size()) {
            units.values().stream()
                    .filter(unit -> covered.contains(unit.id))
                    .forEach(unit -> unit.fail(outcomeUnknown()));
            units.keySet().removeAll(covered);
        }
        return overtaken;
    }

    /** What is stored now. If that cannot be found out, what was written cannot either. */
    private Map<String, Stored<S>> lookAgain(Collection<String> ids) {
        try {
            return store.load(ids);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StoreUnavailable("it cannot be found out what was written", e);
        }
    }

    private static StoreUnavailable outcomeUnknown() {
        return new StoreUnavailable(
                "others have written since, so it cannot be told whether this was written",
                new IllegalStateException("several writes of one batch were overtaken"));
    }
}
