package io.coinslot.settlement.balance;

import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.schemas.settlement.JournalEntryPosted;
import io.coinslot.schemas.settlement.JournalLine;
import io.coinslot.schemas.settlement.Side;
import io.coinslot.servicekit.consume.EventBatchHandler;
import io.coinslot.servicekit.consume.ReceivedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the balances from the journal's topic: the net change of a whole poll in one conditional update a holder. An
 * event counts at its first place in the topic alone.
 */
final class BalanceProjection implements EventBatchHandler<JournalEntryEnvelope> {
    /** Only another reader of the same partition, or a first entry on another, makes a second attempt necessary. */
    private static final int ATTEMPTS = 20;

    private final Balances balances;
    private final EntryPlaces places;

    BalanceProjection(Balances balances, EntryPlaces places) {
        this.balances = balances;
        this.places = places;
    }

    @Override
    public void handle(int partition, List<ReceivedEvent<JournalEntryEnvelope>> events) {
        Map<Holder, List<ReceivedEvent<JournalEntryEnvelope>>> byHolder = byHolder(withoutRepeats(partition, events));
        if (byHolder.isEmpty()) {
            return;
        }
        List<String> ids = byHolder.keySet().stream().map(Holder::id).toList();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Map<String, Long> applied = balances.appliedThrough(ids, partition);
            List<Change> changes = changes(byHolder, applied);
            if (changes.isEmpty() || balances.apply(partition, changes)) {
                return;
            }
        }
        throw new IllegalStateException("balances of partition " + partition + " change all the time");
    }

    private List<ReceivedEvent<JournalEntryEnvelope>> withoutRepeats(
            int partition, List<ReceivedEvent<JournalEntryEnvelope>> events) {
        Map<String, Long> offsets = new LinkedHashMap<>();
        events.forEach(event -> offsets.merge(event.value().getEventId(), event.offset(), Math::min));
        Set<String> elsewhere = places.countedElsewhere(partition, offsets);
        return events.stream()
                .filter(event -> !elsewhere.contains(event.value().getEventId()))
                .filter(event -> Objects.equals(offsets.get(event.value().getEventId()), event.offset()))
                .toList();
    }

    private static Map<Holder, List<ReceivedEvent<JournalEntryEnvelope>>> byHolder(
            List<ReceivedEvent<JournalEntryEnvelope>> events) {
        Map<Holder, List<ReceivedEvent<JournalEntryEnvelope>>> byHolder = new LinkedHashMap<>();
        for (ReceivedEvent<JournalEntryEnvelope> event : events) {
            String serviceId = event.value().getServiceId();
            String userId = posted(event).getUserId();
            byHolder.computeIfAbsent(new Holder(serviceId, null), holder -> new ArrayList<>())
                    .add(event);
            byHolder.computeIfAbsent(new Holder(serviceId, userId), holder -> new ArrayList<>())
                    .add(event);
        }
        return byHolder;
    }

    private static List<Change> changes(
            Map<Holder, List<ReceivedEvent<JournalEntryEnvelope>>> byHolder, Map<String, Long> applied) {
        List<Change> changes = new ArrayList<>();
        byHolder.forEach((holder, events) -> {
            Long through = applied.get(holder.id());
            List<ReceivedEvent<JournalEntryEnvelope>> fresh = events.stream()
                    .filter(event -> through == null || event.offset() > through)
                    .collect(Collectors.toList());
            if (!fresh.isEmpty()) {
                changes.add(new Change(holder, through, fresh.getLast().offset(), net(fresh)));
            }
        });
        return changes;
    }

    private static Map<AccountKey, Long> net(List<ReceivedEvent<JournalEntryEnvelope>> events) {
        Map<AccountKey, Long> net = new HashMap<>();
        for (ReceivedEvent<JournalEntryEnvelope> event : events) {
            for (JournalLine line : posted(event).getLines()) {
                long minorUnits = line.getAmount().getMinorUnits();
                net.merge(
                        new AccountKey(line.getAmount().getCurrency(), line.getAccount()),
                        line.getSide() == Side.CREDIT ? minorUnits : -minorUnits,
                        Math::addExact);
            }
        }
        return net;
    }

    private static JournalEntryPosted posted(ReceivedEvent<JournalEntryEnvelope> event) {
        return (JournalEntryPosted) event.value().getEvent();
    }
}
