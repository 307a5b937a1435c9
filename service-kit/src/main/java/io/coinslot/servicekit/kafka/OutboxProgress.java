package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.event.EventPublisher.Acknowledged;
import io.coinslot.servicekit.event.EventPublisher.Outbox;
import io.coinslot.servicekit.event.OutboxEntry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    private final Map<String, Acknowledged> removals = new LinkedHashMap<>();
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
     * The entries to send now; none of an aggregate that was looked at before this process wrote it and sent what it holds
     * since. What the broker has already is to be removed from the store if it is among them, and
     * need not be if the aggregate was written without it.
     *
     * @param version of the aggregate as it is stored
     * @param pending all entries of the aggregate as it is stored: what came before them was acknowledged, perhaps to
     *     another process
     */
    synchronized List<OutboxEntry> startSending(String id, long version, List<OutboxEntry> pending) {
        Sent known = sent.get(id);
        if (known != null && known.isBehind(version)) {
            return List.of();
        }
        removals.remove(id);
        if (pending.isEmpty()) {
            return List.of();
        }
        if (known == null || !known.hasSentNoOther(pending)) {
            known = new Sent();
            sent.put(id, known);
        }
        List<OutboxEntry> due = known.startSending(version, pending);
        long through = known.acknowledgedThrough();
        pending.stream()
                .filter(entry -> entry.sequence() == through)
                .findFirst()
                .ifPresent(entry -> removals.put(id, Acknowledged.of(entry)));
        return due;
    }

    synchronized void acknowledged(String id, OutboxEntry entry) {
        Sent known = sent.get(id);
        // If it was forgotten meanwhile, the sweeper publishes it once more and then removes it.
        if (known != null && known.underWay.remove(entry.sequence(), entry.eventId())) {
            Acknowledged last = known.lastAfter(entry);
            if (last != null) {
                removals.put(id, last);
            }
        }
    }

    /** Nothing is known any more: the sweeper sends every pending entry again. */
    synchronized void failed(String id) {
        sent.remove(id);
    }

    /** Of these entries; 0 if others were sent under their sequences. */
    synchronized long acknowledgedThrough(String id, List<OutboxEntry> pending) {
        Sent known = sent.get(id);
        return known == null || pending.isEmpty() || !known.hasSentNoOther(pending) ? 0 : known.acknowledgedThrough();
    }

    synchronized Map<String, Acknowledged> takeRemovals(int limit) {
        Map<String, Acknowledged> taken = new HashMap<>();
        Iterator<Map.Entry<String, Acknowledged>> waiting = removals.entrySet().iterator();
        while (waiting.hasNext() && taken.size() < limit) {
            Map.Entry<String, Acknowledged> removal = waiting.next();
            taken.put(removal.getKey(), removal.getValue());
            waiting.remove();
        }
        return taken;
    }

    private static final class Sent {
        private long version;
        private long sentThrough;
        private String lastEventId = "";
        /** The ids of the events that were sent and not acknowledged yet, by sequence. */
        private final TreeMap<Long, String> underWay = new TreeMap<>();

        /**
         * Whether nothing speaks for other events under the sequences that were sent: a store that lost a write gives
         * its sequences away once more. An older state of the aggregate may look the same; then it is sent again.
         */
        private boolean hasSentNoOther(List<OutboxEntry> pending) {
            OutboxEntry last = pending.getLast();
            if (last.sequence() < sentThrough) {
                return last.eventId().equals(underWay.get(last.sequence()));
            }
            return pending.stream()
                    .filter(entry -> entry.sequence() == sentThrough)
                    .allMatch(entry -> entry.eventId().equals(lastEventId));
        }

        /**
         * Whether what was sent comes after this version. Said once alone: if the version is still the stored one at the
         * next look, the store has lost what came after it.
         */
        private boolean isBehind(long stored) {
            boolean isBehind = version > stored;
            version = stored;
            return isBehind;
        }

        private List<OutboxEntry> startSending(long stored, List<OutboxEntry> pending) {
            version = stored;
            List<OutboxEntry> due = pending.stream()
                    .filter(entry -> entry.sequence() > sentThrough)
                    .toList();
            underWay.headMap(pending.getFirst().sequence()).clear();
            for (OutboxEntry entry : due) {
                underWay.put(entry.sequence(), entry.eventId());
                sentThrough = entry.sequence();
                lastEventId = entry.eventId();
            }
            return due;
        }

        /**
         * What can be removed now that this one is acknowledged. Null while one before it is under way, or while it is
         * not known any more which one the last of them is: the acknowledgement of what is under way will tell.
         */
        private @Nullable Acknowledged lastAfter(OutboxEntry acknowledged) {
            if (underWay.isEmpty()) {
                return new Acknowledged(sentThrough, lastEventId);
            }
            return acknowledgedThrough() == acknowledged.sequence() ? Acknowledged.of(acknowledged) : null;
        }

        private long acknowledgedThrough() {
            return underWay.isEmpty() ? sentThrough : underWay.firstKey() - 1;
        }
    }
}
