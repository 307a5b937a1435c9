package io.coinslot.settlement.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.settlement.journal.Booking.Captured;
import io.coinslot.settlement.journal.Booking.Source;
import io.coinslot.settlement.journal.FeeLookup.Fee;
import io.coinslot.settlement.journal.NoFeeKnown;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What markets keep of a payment for a purchase that another one had paid. */
class SecondPaymentFeeTest {
    private static final Instant SUMMER = Instant.parse("2026-07-01T00:00:00Z");

    private final FeeSchedules schedules = new FeeSchedules(
            new LocalAggregates<>(List.of(), Clock.systemUTC()),
            new Turnovers(new LocalAggregates<>(List.of(), Clock.systemUTC()), ids -> Set.of(), Runnable::run),
            Clock.systemUTC());

    @Test
    void isTheFeeOfAPaymentServiceAndNothingAtAStore() {
        assertThat(kept("stripe", 1_000)).contains(59L);
        assertThat(kept("google-play", 1_000)).isEmpty();
        assertThat(kept("app-store", 1_000)).isEmpty();
        assertThatThrownBy(() -> kept("toss-payments", 1_000)).isInstanceOf(NoFeeKnown.class);
    }

    @Test
    void isReckonedAsIfItCameNextAndCountsInNoTurnover() {
        FeeTiers tiers =
                new FeeTiers("USD", List.of(new FeeTiers.Tier(1_000L, 100_000), new FeeTiers.Tier(null, 200_000)), 0);
        schedules.put("arcade", "stripe", new FeeSchedule(List.of(new FeeRule(null, SUMMER, 0, null, tiers))));
        assertThat(fee("pur_1", 900)).isEqualTo(90);
        assertThat(kept("stripe", 200)).contains(30L);
        assertThat(kept("stripe", 200)).contains(30L);
        assertThat(fee("pur_2", 200)).isEqualTo(30);
    }

    @Test
    void comesAfterWhatWasTurnedOverBeforeTheScheduleToo() {
        FeeTiers tiers = new FeeTiers(
                "USD", List.of(new FeeTiers.Tier(1_000L, 100_000), new FeeTiers.Tier(null, 200_000)), 1_000);
        schedules.put("arcade", "stripe", new FeeSchedule(List.of(new FeeRule(null, SUMMER, 0, null, tiers))));
        assertThat(kept("stripe", 200)).contains(40L);
        assertThat(fee("pur_1", 200)).isEqualTo(40);
    }

    private Optional<Long> kept(String market, long minorUnits) {
        return schedules
                .keptOfSecond(new Source("e2", "pur_1", "arcade", SUMMER), market, captured(minorUnits))
                .map(Fee::minorUnits);
    }

    private long fee(String purchaseId, long minorUnits) {
        return schedules
                .feeOf(new Source("e1", purchaseId, "arcade", SUMMER), "stripe", captured(minorUnits))
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .minorUnits();
    }

    private static Captured captured(long minorUnits) {
        Money money = Money.ofMinor(CurrencyUnit.USD, minorUnits);
        return new Captured("u1", money, Money.zero(CurrencyUnit.USD), "US", SUMMER, false);
    }
}
