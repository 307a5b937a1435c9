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

/** Commands that are looked up, decided and written together: at most one look-up, one insert and one update. */
final class Batch<S, E> {
    private static final int MOST_TRIES = 30;

    private final AggregateStore<S> store;
    private final DocumentWriter<S, E> writer;
    private final Map<String, Unit<S, E>> units = new LinkedHashMap<>();

    Batch(AggregateStore<S> store, DocumentWriter<S, E> writer, Collection<Command<S, E, ?>> commands) {
        this.store = store;
        this.writer = writer;
        for (Command<S, E, ?> command : commands) {
            units.computeIfAbsent(command.id, Unit::new).add(command);
        }
    }

    /** Runs the batch. Returns the commands that must run again because another writer was faster. */
    List<Command<S, E, ?>> run() {
        load();
        units.values().forEach(unit -> unit.decide(writer));
        CrashPoint.BEFORE_WRITE.passed();
        Set<String> overtaken = new TreeSet<>(insert());
        overtaken.addAll(update());
        CrashPoint.AFTER_WRITE.passed();
        List<Command<S, E, ?>> again = new ArrayList<>();
        for (Unit<S, E> unit : units.values()) {
            if (overtaken.contains(unit.id)) {
                again.addAll(unit.again(MOST_TRIES));
            } else {
                unit.answer(writer);
            }
        }
        return again;
    }

    private void load() {
        List<String> ids = units.values().stream()
                .filter(Unit::needsLookUp)
                .map(unit -> unit.id)
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        Map<String, Stored<S>> stored = store.load(ids);
        for (Unit<S, E> unit : units.values()) {
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
