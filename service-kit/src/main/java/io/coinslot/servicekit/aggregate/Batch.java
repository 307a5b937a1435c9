package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.aggregate.AggregateStore.Change;
import io.coinslot.servicekit.crash.CrashPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Commands that are looked up, decided and written together: at most one look-up, one insert and one update. What the
 * shard remembers is not looked up, unless nothing would be written.
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

    /** Runs the batch. Returns the commands that must run again, since what they were decided on may be outdated. */
    List<Command<S, E, ?>> run() {
        recall();
        load();
        units.values().forEach(unit -> unit.decide(writer));
        // Whatever happens to the writes: only what is known to be stored is remembered.
        units.keySet().forEach(recent::forget);
        CrashPoint.BEFORE_WRITE.passed();
        Set<String> overtaken = new TreeSet<>(insert());
        overtaken.addAll(update());
        CrashPoint.AFTER_WRITE.passed();
        List<Command<S, E, ?>> again = new ArrayList<>();
        for (Unit<S, E> unit : units.values()) {
            if (overtaken.contains(unit.id) || unit.mayBeOutdated()) {
                again.addAll(unit.again(MOST_TRIES));
            } else {
                remember(unit);
                unit.answer(writer);
            }
        }
        return again;
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

    private Set<String> insert() {
        List<Stored<S>> fresh = new ArrayList<>();
        for (Unit<S, E> unit : units.values()) {
            if (unit.found == null && unit.next != null) {
                fresh.add(unit.next);
            }
        }
        return fresh.isEmpty() ? Set.of() : store.insert(fresh);
    }

    private Set<String> update() {
        Map<String, Change<S>> changes = new LinkedHashMap<>();
        for (Unit<S, E> unit : units.values()) {
            if (unit.found != null && unit.next != null) {
                changes.put(unit.id, new Change<>(unit.found.version(), unit.next));
            }
        }
        if (changes.isEmpty() || store.update(List.copyOf(changes.values())) == changes.size()) {
            return Set.of();
        }
        // Fewer were written than asked for: the write id tells which ones were.
        Map<String, Stored<S>> now = store.load(changes.keySet());
        changes.values().removeIf(change -> {
            Stored<S> stored = now.get(change.next().id());
            return stored != null && stored.writeId().equals(change.next().writeId());
        });
        return Set.copyOf(changes.keySet());
    }
}
