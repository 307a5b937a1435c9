package io.coinslot.settlement.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.schemas.Money;
import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.schemas.settlement.JournalEntryPosted;
import io.coinslot.schemas.settlement.JournalLine;
import io.coinslot.schemas.settlement.Side;
import io.coinslot.servicekit.consume.ReceivedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of balances must keep, and the projection over it. */
abstract class BalancesContract {
    private static final AccountKey PAYABLE = new AccountKey("KRW", "service-payable");
    private static final AccountKey RECEIVABLE = new AccountKey("KRW", "market-receivable:stripe");

    private final String service = "s-" + UUID.randomUUID();
    private final Holder whole = new Holder(service, null);

    protected abstract Balances balances();

    protected abstract EntryPlaces places();

    @Test
    void addsUpWhatIsNew() {
        Holder user = new Holder(service, "u.$1");
        assertThat(balances().appliedThrough(List.of(user.id()), 0)).isEmpty();
        assertThat(balances().apply(0, List.of(new Change(user, null, 4, Map.of(PAYABLE, 10L)))))
                .isTrue();
        assertThat(balances().apply(0, List.of(new Change(user, 4L, 9, Map.of(PAYABLE, -3L, RECEIVABLE, 3L)))))
                .isTrue();

        assertThat(balances().find(user)).isEqualTo(Map.of(PAYABLE, 7L, RECEIVABLE, 3L));
        assertThat(balances().appliedThrough(List.of(user.id(), whole.id()), 0)).isEqualTo(Map.of(user.id(), 9L));
        assertThat(balances().appliedThrough(List.of(user.id()), 1)).isEmpty();
    }

    @Test
    void makesNoChangeWhoseConditionDoesNotHold() {
        Holder other = new Holder(service, "u2");
        balances().apply(0, List.of(new Change(whole, null, 4, Map.of(PAYABLE, 10L))));

        assertThat(balances()
                        .apply(
                                0,
                                List.of(
                                        new Change(whole, null, 4, Map.of(PAYABLE, 10L)),
                                        new Change(whole, 3L, 9, Map.of(PAYABLE, 10L)),
                                        new Change(other, null, 4, Map.of(PAYABLE, 1L)))))
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
        BalanceProjection projection = new BalanceProjection(balances(), places());
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
        BalanceProjection projection = new BalanceProjection(balances(), places());

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

        new BalanceProjection(balances(), places()).handle(0, topic);
        BalanceProjection restarted = new BalanceProjection(balances(), places());
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

        BalanceProjection restarted = new BalanceProjection(balances(), places());
        restarted.handle(0, List.of(entry("e", 4, "u1", 10), entry("e", 9, "u1", 10)));

        assertThat(balances().find(whole)).containsEntry(PAYABLE, 10L);
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
