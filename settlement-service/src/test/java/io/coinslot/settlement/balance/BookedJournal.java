package io.coinslot.settlement.balance;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.schemas.Money;
import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.schemas.settlement.JournalEntryPosted;
import io.coinslot.schemas.settlement.JournalLine;
import io.coinslot.schemas.settlement.Side;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.settlement.balance.kafka.BalanceProjection;
import io.coinslot.settlement.journal.BookingTerms;
import io.coinslot.settlement.journal.JournalEntry;
import io.coinslot.settlement.journal.Ledgers;
import io.coinslot.settlement.journal.Line;
import io.coinslot.settlement.journal.PurchaseLedger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Ledgers, the topic to which their entries go, and the balances that are kept from it. */
final class BookedJournal {
    final BalanceRebuilds rebuilds;
    private final String service;
    private final AdvancingClock clock;
    private final LocalAggregates<BalanceRebuild, Void> aggregates;
    private final BalanceProjection projection;
    private final List<PurchaseLedger> ledgers = new ArrayList<>();
    private final List<ReceivedEvent<JournalEntryEnvelope>> topic = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private int read;

    BookedJournal(String service, Balances balances, EntryPlaces places, AdvancingClock clock) {
        this.service = service;
        this.clock = clock;
        aggregates = new LocalAggregates<>(List.of(new RebuildTask(this::inOrder, balances, clock)), clock);
        rebuilds =
                new BalanceRebuilds(aggregates, new BookingTerms(Duration.ofSeconds(3), Duration.ofSeconds(2)), clock);
        projection = new BalanceProjection(
                balances, interrupted(places), rebuilds, new SimpleMeterRegistry().counter("halts"));
    }

    private EntryPlaces interrupted(EntryPlaces places) {
        return new EntryPlaces() {
            @Override
            public Set<String> countedElsewhere(int partition, Map<String, Long> offsets) {
                meanwhile.run();
                return places.countedElsewhere(partition, offsets);
            }

            @Override
            public Set<String> withoutPlace(Collection<String> eventIds) {
                return places.withoutPlace(eventIds);
            }
        };
    }

    /** Has something happen whenever a poll is half done: what the balances hold is read, and nothing is added yet. */
    void inTheMiddleOfAPoll(Runnable happening) {
        meanwhile = happening;
    }

    /** There are three users, so each of them has several ledgers. */
    private void inOrder(Consumer<PurchaseLedger> consumer) {
        for (int user = 0; user < 3; user++) {
            String userId = "u" + user;
            ledgers.stream().filter(ledger -> ledger.userId().equals(userId)).forEach(consumer);
        }
    }

    /** A sale, or something that happens to one. */
    void book(Random random) {
        if (ledgers.isEmpty() || random.nextInt(3) == 0) {
            ledgers.add(Ledgers.captured(
                    service + "-" + ledgers.size(), service, "u" + random.nextInt(3), clock.instant()));
            tell(ledgers.getLast());
            return;
        }
        int place = random.nextInt(ledgers.size());
        PurchaseLedger ledger = ledgers.get(place);
        PurchaseLedger next = ledger.delivered() || ledger.entries().size() > 1
                ? Ledgers.refunded(ledger, 7, clock.instant())
                : Ledgers.delivered(ledger, clock.instant());
        ledgers.set(place, next);
        tell(next);
    }

    private void tell(PurchaseLedger ledger) {
        JournalEntry entry = ledger.entries().getLast();
        String eventId = ledger.purchaseId() + "." + ledger.entries().size();
        JournalEntryPosted posted = new JournalEntryPosted(
                entry.entryId(),
                entry.kind().name(),
                ledger.purchaseId(),
                ledger.userId(),
                ledger.market(),
                entry.bookedAt(),
                entry.lines().stream().map(BookedJournal::line).toList());
        JournalEntryEnvelope envelope =
                new JournalEntryEnvelope(eventId, entry.entryId(), 1L, service, entry.bookedAt(), posted);
        topic.add(new ReceivedEvent<>(ledger.purchaseId(), envelope, 0, topic.size()));
    }

    private static JournalLine line(Line line) {
        return new JournalLine(line.account(), Side.valueOf(line.side().name()), new Money(line.minorUnits(), "USD"));
    }

    /** Reads some of the topic; what the balances do not take is read again. */
    void read(int most) {
        int end = Math.min(topic.size(), read + most);
        if (end == read) {
            return;
        }
        try {
            projection.handle(0, topic.subList(read, end));
            read = end;
        } catch (IllegalStateException halted) {
            // As the consumer does, which tries again a second later.
        }
    }

    /** What is not read is lost, in the end of the topic or with the whole of it. */
    void lose(boolean wholeTopic) {
        read = topic.size();
        if (wholeTopic) {
            topic.clear();
            read = 0;
        }
    }

    void runTasks() {
        try {
            aggregates.runTasks();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    int unread() {
        return topic.size() - read;
    }

    /** What the balances should be. */
    Map<Holder, Map<AccountKey, Long>> booked() {
        Map<Holder, Map<AccountKey, Long>> sums = new HashMap<>();
        for (PurchaseLedger ledger : ledgers) {
            for (Holder holder : List.of(new Holder(service, null), new Holder(service, ledger.userId()))) {
                Map<AccountKey, Long> sum = sums.computeIfAbsent(holder, same -> new HashMap<>());
                ledger.entries().stream()
                        .flatMap(entry -> entry.lines().stream())
                        .forEach(line -> sum.merge(
                                new AccountKey("USD", line.account()), line.signedMinorUnits(), Math::addExact));
            }
        }
        return sums;
    }
}
