package io.coinslot.settlement.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.settlement.journal.Booking.Captured;
import io.coinslot.settlement.journal.Booking.Source;
import io.coinslot.settlement.journal.FeeLookup.Fee;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class FeeScheduleTest {
    private static final Instant SUMMER = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant AUTUMN = Instant.parse("2026-10-01T00:00:00Z");

    private final FeeSchedules schedules =
            new FeeSchedules(new LocalAggregates<>(List.of(), Clock.systemUTC()), turnovers(), Clock.systemUTC());

    @Test
    void reckonsStoresOnTheAmountWithoutTax() {
        assertThat(fee("google-play", "KRW", 1_200, 109, "KR")).isEqualTo(new Paid(164, true));
        assertThat(fee("google-play", "USD", 1_000, 0, "US")).isEqualTo(new Paid(150, true));
        assertThat(fee("one-store", "KRW", 1_000, 0, null)).isEqualTo(new Paid(200, true));
    }

    @Test
    void reckonsPaymentServicesOnTheWholeAmountAndAFixedPart() {
        assertThat(fee("stripe", "USD", 199, 16, "US")).isEqualTo(new Paid(36, false));
        assertThat(fee("stripe", "EUR", 1_000, 0, "DE")).isEqualTo(new Paid(54, false));
        assertThat(fee("stripe", "KRW", 1_200, 0, "KR")).isEqualTo(new Paid(35, false));
    }

    @Test
    void roundsHalfToTheEvenUnit() {
        FeeRule half = FeeRule.flat(null, Instant.EPOCH, 500_000, null);
        assertThat(half.feeOf(1)).isEqualTo(0);
        assertThat(half.feeOf(3)).isEqualTo(2);
        assertThat(half.feeOf(5)).isEqualTo(2);
        assertThat(FeeRule.flat(null, Instant.EPOCH, 1_000_000, null).feeOf(Long.MAX_VALUE / 2))
                .isEqualTo(Long.MAX_VALUE / 2);
    }

    @Test
    void takesTheRuleInForceAtTheCapture() {
        FeeSchedule schedule = new FeeSchedule(List.of(rule(null, SUMMER, 300_000), rule(null, AUTUMN, 200_000)));

        assertThat(schedule.inForce("KR", "KRW", SUMMER.minusMillis(1))).isEmpty();
        assertThat(schedule.inForce("KR", "KRW", SUMMER)).contains(rule(null, SUMMER, 300_000));
        assertThat(schedule.inForce("KR", "KRW", AUTUMN.minusMillis(1))).contains(rule(null, SUMMER, 300_000));
        assertThat(schedule.inForce("KR", "KRW", AUTUMN)).contains(rule(null, AUTUMN, 200_000));
    }

    @Test
    void prefersTheCountryThenTheCurrencyThenTheNewest() {
        FeeRule all = rule(null, AUTUMN, 300_000);
        FeeRule korea = rule("KR", SUMMER, 200_000);
        FeeRule dollars = FeeRule.flat(null, SUMMER, 250_000, Money.ofMinor(CurrencyUnit.USD, 10));
        FeeSchedule schedule = new FeeSchedule(List.of(all, korea, dollars));

        assertThat(schedule.inForce("KR", "USD", AUTUMN)).contains(korea);
        assertThat(schedule.inForce(null, "USD", AUTUMN)).contains(dollars);
        assertThat(schedule.inForce(null, "KRW", AUTUMN)).contains(all);
    }

    @Test
    void aServicesOwnScheduleComesBeforeTheBuiltInOne() {
        schedules.put("arcade", "google-play", new FeeSchedule(List.of(rule("KR", SUMMER, 100_000))));

        assertThat(fee("google-play", "KRW", 1_000, 0, "KR")).isEqualTo(new Paid(100, true));
        assertThat(fee("google-play", "USD", 1_000, 0, "US")).isEqualTo(new Paid(150, true));
    }

    @Test
    void refusesToGuessAPriceThatIsAMatterOfContract() {
        assertThatThrownBy(() -> fee("toss-payments", "KRW", 1_000, 0, "KR"))
                .hasMessageContaining("no fee is known for toss-payments");
    }

    /** From the first rule with tiers on every capture counts, whichever rule it goes by. */
    @Test
    void aYearBeginsWhereItsFirstRuleWithTiersSays() {
        FeeRule march = byTurnover(null, "2026-03-01T00:00:00Z", 50_000);
        FeeRule july = byTurnover(null, "2026-07-01T00:00:00Z", 0);
        schedules.put("arcade", "stripe", new FeeSchedule(List.of(july, march)));

        assertThat(turnoverBefore("pur_1", "2026-03-02T00:00:00Z", 60_000)).isEqualTo(50_000);
        assertThat(turnoverBefore("pur_2", "2026-07-02T00:00:00Z", 100)).isEqualTo(50_000 + 60_000);
        assertThat(turnoverBefore("pur_3", "2027-07-02T00:00:00Z", 100)).isZero();
    }

    /** As stored by an older version: a later rule counts nothing a second time, be it for one country. */
    @Test
    void aLaterRuleCountsNothingASecondTime() {
        FeeRule january = byTurnover(null, "2026-01-01T00:00:00Z", 0);
        FeeRule july = byTurnover(null, "2026-07-01T00:00:00Z", 60_000);
        FeeRule america = byTurnover("US", "2027-02-01T00:00:00Z", 70_000);
        schedules.put("arcade", "stripe", new FeeSchedule(List.of(january, july, america)));

        assertThat(turnoverBefore("pur_1", "2026-03-01T00:00:00Z", 60_000)).isZero();
        assertThat(turnoverBefore("pur_2", "2026-07-02T00:00:00Z", 10_000)).isEqualTo(60_000);
        assertThat(turnoverBefore("pur_3", "2027-02-02T00:00:00Z", 10_000)).isZero();
    }

    @Test
    void ofSeveralFirstRulesOneSaysWhatWasBefore() {
        schedules.put(
                "arcade",
                "stripe",
                new FeeSchedule(List.of(
                        byTurnover("US", "2026-03-01T00:00:00Z", 0), byTurnover(null, "2026-03-01T00:00:00Z", 700))));

        assertThat(turnoverBefore("pur_1", "2026-03-01T00:00:00Z", 100)).isEqualTo(700);
    }

    /** A thread of this process sets a schedule while another one has read the one before. */
    @Test
    void aScheduleThatWasReadDoesNotTakeThePlaceOfANewerOne() {
        OnceRead stored = new OnceRead();
        FeeSchedules there = new FeeSchedules(stored, turnovers(), Clock.fixed(AUTUMN, ZoneOffset.UTC));
        stored.then = () -> there.put("arcade", "stripe", new FeeSchedule(List.of(rule(null, SUMMER, 100_000))));

        assertThat(fee(there, "stripe", "KRW", 1_200, 0, "KR"))
                .as("read before it was set")
                .isEqualTo(new Paid(35, false));
        assertThat(fee(there, "stripe", "KRW", 1_200, 0, "KR")).isEqualTo(new Paid(120, false));
    }

    /** Schedules in memory, and what happens after the next of them is read. */
    private static final class OnceRead implements Aggregates<FeeSchedule, Void> {
        private final LocalAggregates<FeeSchedule, Void> stored = new LocalAggregates<>(List.of(), Clock.systemUTC());
        private Runnable then = () -> {};

        @Override
        public <R> CompletionStage<Committed<R>> handle(
                String id, Function<FeeSchedule, Decision<FeeSchedule, Void, R>> decide) {
            return stored.handle(id, decide);
        }

        @Override
        public <R> CompletionStage<Committed<R>> create(
                String id, Function<FeeSchedule, Decision<FeeSchedule, Void, R>> decide) {
            return stored.create(id, decide);
        }

        @Override
        public Stored<FeeSchedule> find(String id) {
            Stored<FeeSchedule> found = stored.find(id);
            Runnable once = then;
            then = () -> {};
            once.run();
            return found;
        }
    }

    private static FeeRule byTurnover(String country, String from, long before) {
        List<FeeTiers.Tier> tiers = List.of(new FeeTiers.Tier(100_000L, 150_000), new FeeTiers.Tier(null, 300_000));
        return new FeeRule(country, Instant.parse(from), 0, null, new FeeTiers("USD", tiers, before));
    }

    private long turnoverBefore(String purchaseId, String at, long cents) {
        Money paid = Money.ofMinor(CurrencyUnit.USD, cents);
        Captured captured = new Captured("u1", paid, Money.zero(CurrencyUnit.USD), "US", Instant.parse(at), false);
        return schedules
                .feeOf(new Source("e" + purchaseId, purchaseId, "arcade", AUTUMN), "stripe", captured)
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .reckoning()
                .turnover()
                .before();
    }

    private static Turnovers turnovers() {
        return new Turnovers(new LocalAggregates<>(List.of(), Clock.systemUTC()), ids -> Set.of(), Runnable::run);
    }

    private record Paid(long fee, boolean returned) {}

    private Paid fee(String market, String currency, long captured, long tax, String country) {
        return fee(schedules, market, currency, captured, tax, country);
    }

    private static Paid fee(
            FeeSchedules schedules, String market, String currency, long captured, long tax, String country) {
        CurrencyUnit unit = CurrencyUnit.of(currency);
        Fee fee = schedules
                .feeOf(
                        new Source("e1", "pur_1", "arcade", AUTUMN),
                        market,
                        new Captured(
                                "u1", Money.ofMinor(unit, captured), Money.ofMinor(unit, tax), country, AUTUMN, false))
                .toCompletableFuture()
                .join()
                .orElseThrow();
        return new Paid(fee.minorUnits(), fee.returned());
    }

    private static FeeRule rule(String country, Instant from, long rateMillionths) {
        return FeeRule.flat(country, from, rateMillionths, null);
    }
}
