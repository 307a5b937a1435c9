package io.coinslot.settlement.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What every store of balances must keep, and the projection over it. */
public abstract class BalancesContract {
    private static final AccountKey PAYABLE = new AccountKey("KRW", "service-payable");
    private static final AccountKey RECEIVABLE = new AccountKey("KRW", "market-receivable:stripe");

    private final String service = "s-" + UUID.randomUUID();
    private final Holder whole = new Holder(service, null);
    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-27T10:00:00Z");
    private final Counter halts = new SimpleMeterRegistry().counter("halts");

    protected abstract Balances balances();

    protected abstract EntryPlaces places();

    @Test
    void addsUpWhatIsNew() {
        Holder user = new Holder(service, "u.$1");
        assertThat(balances().applied(List.of(user.id()), 0)).isEmpty();
        assertThat(balances().apply(0, List.of(new Change(user, Applied.NOTHING, 4, Map.of(PAYABLE, 10L)))))
                .isTrue();
        assertThat(balances().apply(0, List.of(new Change(user, through(4), 9, Map.of(PAYABLE, -3L, RECEIVABLE, 3L)))))
                .isTrue();

        assertThat(balances().find(user)).isEqualTo(Map.of(PAYABLE, 7L, RECEIVABLE, 3L));
        assertThat(balances().applied(List.of(user.id(), whole.id()), 0)).isEqualTo(Map.of(user.id(), through(9)));
        assertThat(balances().applied(List.of(user.id()), 1)).isEqualTo(Map.of(user.id(), Applied.NOTHING));
    }

    @Test
    void makesNoChangeWhoseConditionDoesNotHold() {
        Holder other = new Holder(service, "u2");
        balances().apply(0, List.of(new Change(whole, Applied.NOTHING, 4, Map.of(PAYABLE, 10L))));

        assertThat(balances()
                        .apply(
                                0,
                                List.of(
                                        new Change(whole, Applied.NOTHING, 4, Map.of(PAYABLE, 10L)),
                                        new Change(whole, through(3), 9, Map.of(PAYABLE, 10L)),
                                        new Change(other, Applied.NOTHING, 4, Map.of(PAYABLE, 1L)))))
                .isFalse();

        assertThat(balances().find(whole)).isEqualTo(Map.of(PAYABLE, 10L));
        assertThat(balances().find(other)).isEqualTo(Map.of(PAYABLE, 1L));
    }

    @Test
    void countsEachEntryOnceHoweverTheTopicIsCutAndRepeated() {
        Random random = new Random(11);
        List<ReceivedEvent<JournalEntryEnvelope>> topic = new ArrayList<>();
        for (int offset = 0; offset < 200; offset++) {
            topic.add(entry(offset * 3L, "u" + random.nextInt(5), 1 + random.nextInt(100)));
        }
        BalanceProjection projection = projection();
        int from = 0;
        long other = 0;
        while (from < topic.size()) {
            int to = Math.min(topic.size(), from + 1 + random.nextInt(30));
            projection.handle(0, topic.subList(from, to));
            projection.handle(1, List.of(entry("x" + other, other++, "u0", 1), entry("x" + other, other++, "u0", -1)));
            // A crash between applying and committing the offset brings some of it again.
            from = random.nextInt(3) == 0 ? Math.max(0, to - random.nextInt(20)) : to;
        }

        long sum = topic.stream()
                .mapToLong(
                        event -> posted(event).getLines().getFirst().getAmount().getMinorUnits())
                .sum();
        assertThat(balances().find(whole)).containsEntry(PAYABLE, sum).containsEntry(RECEIVABLE, -sum);
        long users = 0;
        for (int user = 0; user < 5; user++) {
            users += balances().find(new Holder(service, "u" + user)).getOrDefault(PAYABLE, 0L);
        }
        assertThat(users).isEqualTo(sum);
    }

    /** It was sent, its sender died before it knew, and the sweeper sent it again. */
    @Test
    void countsAnEntryOnceThatStandsTwiceInTheTopic() {
        ReceivedEvent<JournalEntryEnvelope> first = entry("twice", 0, "u1", 10);
        ReceivedEvent<JournalEntryEnvelope> between = entry("once", 2, "u1", 5);
        ReceivedEvent<JournalEntryEnvelope> again = entry("twice", 3, "u1", 10);
        BalanceProjection projection = projection();

        projection.handle(0, List.of(first));
        projection.handle(0, List.of(between, again));

        assertThat(balances().find(whole)).containsEntry(PAYABLE, 15L);
        assertThat(balances().find(new Holder(service, "u1"))).containsEntry(PAYABLE, 15L);
    }

    @Test
    void countsAnEntryOnceThatStandsTwiceInOneBatchAndIsReadAgainInOtherCuts() {
        List<ReceivedEvent<JournalEntryEnvelope>> topic = List.of(
                entry("twice", 0, "u1", 10),
                entry("once", 1, "u1", 5),
                entry("twice", 3, "u1", 10),
                entry("last", 4, "u2", 1));

        projection().handle(0, topic);
        BalanceProjection restarted = projection();
        restarted.handle(0, topic.subList(2, 4));
        restarted.handle(0, topic);
        // The topic got more partitions, and the purchase fell into another one before the sweeper came.
        restarted.handle(7, List.of(entry("twice", 0, "u1", 10)));

        assertThat(balances().find(whole)).containsEntry(PAYABLE, 16L);
        assertThat(balances().find(new Holder(service, "u1"))).containsEntry(PAYABLE, 15L);
    }

    /** Whoever recorded where an entry counts may die before it is counted. */
    @Test
    void countsAnEntryWhosePlaceWasRecordedByAProcessThatDied() {
        places().countedElsewhere(0, Map.of(eventId("e"), 4L));

        BalanceProjection restarted = projection();
        restarted.handle(0, List.of(entry("e", 4, "u1", 10), entry("e", 9, "u1", 10)));

        assertThat(balances().find(whole)).containsEntry(PAYABLE, 10L);
    }

    /** The broker was lost, or its topic made again, while the store stayed: entries may be missing. */
    @Test
    void goesNoFurtherWhereTheTopicBeginsAnew() {
        BalanceProjection projection = projection();
        projection.handle(0, List.of(entry("before", 100, "u1", 10)));

        List<ReceivedEvent<JournalEntryEnvelope>> anew = List.of(entry("first", 0, "u2", 7), entry("next", 1, "u1", 5));
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> projection.handle(0, anew)).hasMessageContaining("begins anew");
        }
        assertThat(halts.count()).isEqualTo(2);
        assertThat(balances().find(whole)).containsEntry(PAYABLE, 10L);
        assertThat(balances().find(new Holder(service, "u2"))).isEmpty();

        projection.handle(0, List.of(entry("before", 2, "u1", 10)));
        assertThat(balances().find(whole)).as("what was sent again is known").containsEntry(PAYABLE, 10L);
    }

    @Test
    void putsARebuiltBalanceInThePlaceOfWhatThereWas() {
        Instant noon = Instant.parse("2026-11-27T12:00:00Z");
        balances().apply(0, List.of(new Change(whole, Applied.NOTHING, 4, Map.of(PAYABLE, 10L, RECEIVABLE, 1L))));

        balances().rebuild(whole, noon, Map.of(PAYABLE, 7L));
        assertThat(balances().find(whole)).isEqualTo(Map.of(PAYABLE, 7L));
        assertThat(balances().applied(List.of(whole.id()), 0)).isEqualTo(Map.of(whole.id(), new Applied(noon, null)));
        assertThat(balances().apply(0, List.of(new Change(whole, through(4), 5, Map.of(PAYABLE, 1L)))))
                .as("decided on what was there before")
                .isFalse();
        assertThat(balances().apply(0, List.of(new Change(whole, Applied.NOTHING, 5, Map.of(PAYABLE, 1L)))))
                .isFalse();
        assertThat(balances().apply(0, List.of(new Change(whole, new Applied(noon, null), 5, Map.of(PAYABLE, 1L)))))
                .isTrue();

        balances().rebuild(whole, noon, Map.of(PAYABLE, 7L));
        balances().rebuild(whole, noon.minusMillis(1), Map.of(PAYABLE, 6L));
        assertThat(balances().find(whole)).as("by whoever was late").isEqualTo(Map.of(PAYABLE, 8L));

        balances().rebuild(new Holder(service, "u1"), noon, Map.of());
        assertThat(balances().find(new Holder(service, "u1"))).isEmpty();
    }

    /**
     * Entries are booked, told and read all the time. Some are lost on the way, or the topic with all that was not read
     * of it; then the balances are rebuilt, while everything goes on.
     */
    @RepeatedTest(30)
    void holdWhatIsBookedOnceTheyAreRebuilt(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        BookedJournal journal = new BookedJournal(service, balances(), places(), clock);
        for (int step = 0; step < 150; step++) {
            switch (random.nextInt(4)) {
                case 0 -> journal.book(random);
                case 1, 2 -> journal.read(1 + random.nextInt(4));
                default -> clock.advance(Duration.ofMillis(random.nextInt(1_000)));
            }
            if (step == 40) {
                journal.lose(random.nextBoolean());
            }
            if (step == 60) {
                journal.rebuilds.start("operator", "some entries were lost");
            }
            journal.runTasks();
        }
        clock.advance(Duration.ofMinutes(1));
        journal.runTasks();
        journal.read(1_000);

        assertThat(journal.rebuilds.last()).isNotNull().satisfies(last -> {
            assertThat(last.status()).isEqualTo(BalanceRebuild.Status.DONE);
            assertThat(last.balances()).isPositive();
        });
        assertThat(journal.unread()).isZero();
        journal.booked()
                .forEach((holder, sum) ->
                        assertThat(balances().find(holder)).as("%s", holder).isEqualTo(sum));
    }

    /** A poll that was added up before, or is being added up, while what it was added to is replaced. */
    @RepeatedTest(30)
    void holdWhatIsBookedThoughARebuildEndsWhileAPollIsAddedUp(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        BookedJournal journal = new BookedJournal(service, balances(), places(), clock);
        journal.book(random);
        journal.read(1);
        journal.rebuilds.start("operator", "an entry was lost");
        clock.advance(Duration.ofSeconds(9));
        journal.book(random);
        if (random.nextBoolean()) {
            journal.read(1);
        }
        clock.advance(Duration.ofSeconds(8));
        journal.inTheMiddleOfAPoll(journal::runTasks);
        journal.read(1);
        journal.inTheMiddleOfAPoll(() -> {});
        assertThat(journal.rebuilds.last()).extracting(BalanceRebuild::status).isEqualTo(BalanceRebuild.Status.DONE);
        journal.read(1);

        assertThat(journal.unread()).isZero();
        journal.booked()
                .forEach((holder, sum) ->
                        assertThat(balances().find(holder)).as("%s", holder).isEqualTo(sum));
    }

    private BalanceProjection projection() {
        BalanceRebuilds rebuilds = new BalanceRebuilds(
                new LocalAggregates<>(List.of(), clock),
                new BookingTerms(Duration.ofSeconds(3), Duration.ofSeconds(2)),
                clock);
        return new BalanceProjection(balances(), places(), rebuilds, halts);
    }

    private static Applied through(long offset) {
        return new Applied(null, offset);
    }

    private String eventId(String name) {
        return service + name;
    }

    private ReceivedEvent<JournalEntryEnvelope> entry(long offset, String userId, long minorUnits) {
        return entry("i" + offset, offset, userId, minorUnits);
    }

    private ReceivedEvent<JournalEntryEnvelope> entry(String name, long offset, String userId, long minorUnits) {
        Side side = minorUnits < 0 ? Side.DEBIT : Side.CREDIT;
        Side other = minorUnits < 0 ? Side.CREDIT : Side.DEBIT;
        Money amount = new Money(Math.abs(minorUnits), "KRW");
        JournalEntryPosted posted = new JournalEntryPosted(
                "e" + offset,
                "DELIVERY",
                "pur_1",
                userId,
                "stripe",
                Instant.EPOCH,
                List.of(
                        new JournalLine("service-payable", side, amount),
                        new JournalLine("market-receivable:stripe", other, amount)));
        return new ReceivedEvent<>(
                "pur_1",
                new JournalEntryEnvelope(eventId(name), "e" + offset, 1L, service, Instant.EPOCH, posted),
                0,
                offset);
    }

    private static JournalEntryPosted posted(ReceivedEvent<JournalEntryEnvelope> event) {
        return (JournalEntryPosted) event.value().getEvent();
    }
}
