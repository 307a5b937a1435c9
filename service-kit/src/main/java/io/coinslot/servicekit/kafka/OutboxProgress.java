package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.event.EventPublisher.Outbox;
import io.coinslot.servicekit.event.OutboxEntry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How far this process has sent the events of each aggregate. Remembers the aggregates it dealt with last. */
final class OutboxProgress {
    private static final int MOST_REMEMBERED = 50_000;

    private final Outbox outbox;
    private final Map<String, Sent> sent = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sent> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private final Map<String, Long> removals = new LinkedHashMap<>();
    private final Object[] turns = new Object[64];

    OutboxProgress(Outbox outbox) {
        this.outbox = outbox;
        Arrays.setAll(turns, number -> new Object());
    }

    /** What to hold while sending an aggregate's events. */
    Object turnOf(String id) {
        return turns[Math.floorMod(id.hashCode(), turns.length)];
    }

    Outbox outbox() {
        return outbox;
    }

    /**
     * The entries to send now. What the broker has already is to be removed from the store if it is among them, and
     * need not be if the aggregate was written without it.
     */
    synchronized List<OutboxEntry> startSending(String id, List<OutboxEntry> pending) {
        removals.remove(id);
        if (pending.isEmpty()) {
            return List.of();
        }
        Sent known = sent.computeIfAbsent(id, fresh -> new Sent());
        if (pending.getFirst().sequence() <= known.acknowledgedThrough) {
            removals.merge(id, known.acknowledgedThrough, Math::max);
        }
        List<OutboxEntry> due = pending.stream()
                .filter(entry -> entry.sequence() > known.sentThrough)
                .toList();
        if (known.sentThrough == 0) {
            known.acknowledgedThrough = pending.getFirst().sequence() - 1;
        }
        known.sentThrough = Math.max(known.sentThrough, pending.getLast().sequence());
        return due;
    }

    synchronized void acknowledged(String id, long sequence) {
        Sent known = sent.get(id);
        if (known == null) {
            return; // Forgotten meanwhile: the sweeper publishes it once more and then removes it.
        }
        known.acknowledged(sequence);
        if (known.acknowledgedThrough >= sequence) {
            removals.merge(id, known.acknowledgedThrough, Math::max);
        }
    }

    /** Nothing is known any more: the sweeper sends every pending entry again. */
    synchronized void failed(String id) {
        sent.remove(id);
    }

    synchronized long acknowledgedThrough(String id) {
        Sent known = sent.get(id);
        return known == null ? 0 : known.acknowledgedThrough;
    }

    synchronized Map<String, Long> takeRemovals(int limit) {
        Map<String, Long> taken = new HashMap<>();
        Iterator<Map.Entry<String, Long>> waiting = removals.entrySet().iterator();
        while (waiting.hasNext() && taken.size() < limit) {
            Map.Entry<String, Long> removal = waiting.next();
            taken.put(removal.getKey(), removal.getValue());
            waiting.remove();
        }
        return taken;
    }

    private static final class Sent {
        private long sentThrough;
        private long acknowledgedThrough;
        private final TreeSet<Long> acknowledgedBeyond = new TreeSet<>();

        private void acknowledged(long sequence) {
            acknowledgedBeyond.add(sequence);
            while (acknowledgedBeyond.remove(acknowledgedThrough + 1)) {
                acknowledgedThrough++;
            }
            acknowledgedBeyond.headSet(acknowledgedThrough, true).clear();
        }
    }
}
