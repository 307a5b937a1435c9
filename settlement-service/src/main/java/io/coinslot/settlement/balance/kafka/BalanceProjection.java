package io.coinslot.settlement.balance.kafka;

import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.schemas.settlement.JournalEntryPosted;
import io.coinslot.schemas.settlement.JournalLine;
import io.coinslot.schemas.settlement.Side;
import io.coinslot.servicekit.consume.EventBatchHandler;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.settlement.balance.AccountKey;
import io.coinslot.settlement.balance.Applied;
import io.coinslot.settlement.balance.BalanceRebuild;
import io.coinslot.settlement.balance.BalanceRebuilds;
import io.coinslot.settlement.balance.Balances;
import io.coinslot.settlement.balance.Change;
import io.coinslot.settlement.balance.EntryPlaces;
import io.coinslot.settlement.balance.Holder;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the balances from the journal's topic: the net change of a whole poll in one conditional update a holder. An
 * event counts at its first place in the topic alone, and not at all in a balance that was rebuilt after it was booked.
 */
public final class BalanceProjection implements EventBatchHandler<JournalEntryEnvelope> {
    private static final Logger LOG = LoggerFactory.getLogger(BalanceProjection.class);
    /** Only another reader of the same partition, or a first entry on another, makes a second attempt necessary. */
    private static final int ATTEMPTS = 20;

    private final Balances balances;
    private final EntryPlaces places;
    private final BalanceRebuilds rebuilds;
    private final Counter halts;

    /** @param halts counts how often it could not go on, since the topic begins anew */
    public BalanceProjection(Balances balances, EntryPlaces places, BalanceRebuilds rebuilds, Counter halts) {
        this.balances = balances;
        this.places = places;
        this.rebuilds = rebuilds;
        this.halts = halts;
    }

    @Override
    public void handle(int partition, List<ReceivedEvent<JournalEntryEnvelope>> events) {
        BalanceRebuild before = rebuilds.last();
        Map<Holder, List<ReceivedEvent<JournalEntryEnvelope>>> all = byHolder(events);
        Map<String, Applied> applied = balances.applied(ids(all), partition);
        haltIfTheTopicBeginsAnew(partition, all, applied);
        apply(partition, byHolder(withoutRepeats(partition, events)), applied);
        haltIfAnyMayHaveBeenRebuilt(events, before);
    }

    private void apply(
            int partition,
            Map<Holder, List<ReceivedEvent<JournalEntryEnvelope>>> byHolder,
            Map<String, Applied> appliedFirst) {
        Map<String, Applied> applied = appliedFirst;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Change> changes = changes(byHolder, applied);
            if (changes.isEmpty() || balances.apply(partition, changes)) {
                return;
            }
            applied = balances.applied(ids(byHolder), partition);
        }
        throw new IllegalStateException("balances of partition " + partition + " change all the time");
    }

    /**
     * Whatever is in a balance has had its place before. What lies below what a balance holds and has none is of
     * another topic under the same name, and to pass over it, as over what is read again, would leave it out for good.
     */
    private void haltIfTheTopicBeginsAnew(
            int partition,
            Map<Holder, List<ReceivedEvent<JournalEntryEnvelope>>> byHolder,
            Map<String, Applied> appliedById) {
        Set<String> below = new HashSet<>();
        byHolder.forEach((holder, events) -> {
            Applied applied = appliedById.getOrDefault(holder.id(), Applied.NOTHING);
            events.stream()
                    .filter(event -> applied.isThrough(event.offset())
                            && !applied.holds(posted(event).getBookedAt()))
                    .forEach(event -> below.add(event.value().getEventId()));
        });
        int missing = below.isEmpty() ? 0 : places.withoutPlace(below).size();
        if (missing > 0) {
            halts.increment();
            LOG.error("Partition {} of the journal's topic begins anew, so balances stand still", partition);
            throw new IllegalStateException("partition " + partition + " of the journal's topic begins anew: " + missing
                    + " entries lie below what the balances hold and are not in them;"
                    + " rebuild the balances (POST /v1/operations/balance-rebuild)");
        }
    }

    /**
     * Looked up before and after the balances have moved: an entry may have gone into one that was then replaced by what
     * was booked before the entry, or have been found in it before that. So what is booked since is read again, until one
     * rebuild was done before it was begun with.
     */
    private void haltIfAnyMayHaveBeenRebuilt(
            List<ReceivedEvent<JournalEntryEnvelope>> events, @Nullable BalanceRebuild before) {
        BalanceRebuild last = rebuilds.last();
        if (last == null || last.status() == BalanceRebuild.Status.DONE && last.equals(before)) {
            return;
        }
        if (events.stream().anyMatch(event -> !posted(event).getBookedAt().isBefore(last.asOf()))) {
            throw new IllegalStateException(
                    "balances are being rebuilt as of " + last.asOf() + "; what is booked since waits");
        }
    }

    private static List<String> ids(Map<Holder, List<ReceivedEvent<JournalEntryEnvelope>>> byHolder) {
        return byHolder.keySet().stream().map(Holder::id).toList();
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
            Map<Holder, List<ReceivedEvent<JournalEntryEnvelope>>> byHolder, Map<String, Applied> appliedById) {
        List<Change> changes = new ArrayList<>();
        byHolder.forEach((holder, events) -> {
            Applied applied = appliedById.getOrDefault(holder.id(), Applied.NOTHING);
            List<ReceivedEvent<JournalEntryEnvelope>> fresh = events.stream()
                    .filter(event -> !applied.isThrough(event.offset())
                            && !applied.holds(posted(event).getBookedAt()))
                    .toList();
            if (!fresh.isEmpty()) {
                changes.add(new Change(holder, applied, fresh.getLast().offset(), net(fresh)));
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
