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
        BalanceProjection projection = new BalanceProjection(balances());
        int from = 0;
        long other = 0;
        while (from < topic.size()) {
            int to = Math.min(topic.size(), from + 1 + random.nextInt(30));
            projection.handle(0, topic.subList(from, to));
            projection.handle(1, List.of(entry(other++, "u0", 1), entry(other++, "u0", -1)));
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

    private ReceivedEvent<JournalEntryEnvelope> entry(long offset, String userId, long minorUnits) {
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
                new JournalEntryEnvelope("i" + offset, "e" + offset, 1L, service, Instant.EPOCH, posted),
                0,
                offset);
    }

    private static JournalEntryPosted posted(ReceivedEvent<JournalEntryEnvelope> event) {
        return (JournalEntryPosted) event.value().getEvent();
    }
}
