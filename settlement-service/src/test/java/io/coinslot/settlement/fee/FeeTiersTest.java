package io.coinslot.settlement.fee;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.settlement.fee.FeeTiers.Tier;
import io.coinslot.settlement.journal.FeeReckoning.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FeeTiersTest {
    private static final Instant YEAR_BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    /** 15 % to a million dollars a year, then 30 %. */
    private static final FeeTiers GOOGLE = tiers(0, new Tier(100_000_000L, 150_000), new Tier(null, 300_000));

    private static FeeTiers tiers(long before, Tier... tiers) {
        return new FeeTiers("USD", List.of(tiers), before);
    }

    private static FeeRule rule(FeeTiers tiers) {
        return new FeeRule(null, YEAR_BEGIN, 0, null, tiers);
    }

    @Test
    void leavesWhatLiesBelowTheThresholdAtItsRate() {
        assertThat(GOOGLE.feeOf(0)).isZero();
        assertThat(GOOGLE.feeOf(100_000_000)).isEqualTo(15_000_000);
        assertThat(GOOGLE.feeOf(100_000_010)).isEqualTo(15_000_003);
        assertThat(GOOGLE.feeOf(200_000_000)).isEqualTo(45_000_000);
    }

    @Test
    void splitsThePaymentThatCrossesTheThreshold() {
        FeeRule.Reckoned crossing = rule(GOOGLE).reckon(1_000, 2026, 99_999_600);

        assertThat(crossing.minorUnits()).isEqualTo(60 + 180);
        assertThat(crossing.reckoning().parts()).containsExactly(new Part(150_000, 400), new Part(300_000, 600));
        assertThat(crossing.reckoning().turnover()).isNotNull().satisfies(turnover -> {
            assertThat(turnover.before()).isEqualTo(99_999_600);
            assertThat(turnover.after()).isEqualTo(100_000_600);
        });
    }

    @Test
    void countsWhatWasTurnedOverBeforeInTheFirstYearAlone() {
        FeeTiers late = tiers(100_000_000, new Tier(100_000_000L, 150_000), new Tier(null, 300_000));

        FeeSchedule schedule = new FeeSchedule(List.of(rule(late)));
        assertThat(schedule.turnoverBefore("USD", 2026)).isEqualTo(100_000_000);
        assertThat(schedule.turnoverBefore("USD", 2027)).isZero();
        assertThat(schedule.turnoverBefore("EUR", 2026)).isZero();
        assertThat(rule(late).reckon(1_000, 2026, 100_000_000).minorUnits()).isEqualTo(300);
        assertThat(rule(late).reckon(1_000, 2027, 0).minorUnits()).isEqualTo(150);
    }

    /** However a turnover is cut into payments, their fees add up to its fee, and their parts to their amounts. */
    @RepeatedTest(200)
    void feesOfPaymentsAddUpToTheFeeOfTheTurnover(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        FeeTiers tiers = randomTiers(random);
        long turnover = 0;
        long fees = 0;
        for (int payment = 0; payment < 100; payment++) {
            long amount = random.nextLong(random.nextBoolean() ? 10 : 500_000);
            FeeRule.Reckoned reckoned = rule(tiers).reckon(amount, 2026, turnover);
            assertThat(reckoned.minorUnits()).isBetween(0L, amount);
            assertThat(reckoned.reckoning().parts().stream()
                            .mapToLong(Part::minorUnits)
                            .sum())
                    .isEqualTo(amount);
            fees += reckoned.minorUnits();
            turnover += amount;
        }
        assertThat(fees).isEqualTo(tiers.feeOf(turnover));
    }

    private static FeeTiers randomTiers(Random random) {
        List<Tier> tiers = new ArrayList<>();
        long end = 0;
        for (int tier = random.nextInt(5); tier >= 0; tier--) {
            end += 1 + random.nextLong(5_000_000);
            tiers.add(new Tier(end, random.nextLong(1_000_001)));
        }
        tiers.add(new Tier(null, random.nextLong(1_000_001)));
        return new FeeTiers("USD", tiers, 0);
    }
}
