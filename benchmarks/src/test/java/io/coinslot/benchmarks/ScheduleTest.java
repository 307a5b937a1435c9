package io.coinslot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void spreadsConstantArrivalsEvenly() {
        Schedule schedule = Schedule.of(Schedule.Arrivals.CONSTANT, 4, 2, 1);
        assertThat(offsets(schedule))
                .containsExactly(
                        0,
                        SECOND / 4,
                        SECOND / 2,
                        SECOND * 3 / 4,
                        SECOND,
                        SECOND * 5 / 4,
                        SECOND * 3 / 2,
                        SECOND * 7 / 4);
    }

    @Test
    void keepsThePlaceOfConstantArrivalsOverManySeconds() {
        Schedule schedule = Schedule.of(Schedule.Arrivals.CONSTANT, 333, 600, 1);
        assertThat(schedule.offsetNanos(333 * 599)).isEqualTo(599 * SECOND);
    }

    @Test
    void repeatsTheSameRandomArrivalsForTheSameSeed() {
        assertThat(offsets(poisson(7))).containsExactly(offsets(poisson(7)));
        assertThat(offsets(poisson(7))).isNotEqualTo(offsets(poisson(8)));
    }

    @Test
    void keepsTheMeanRateOfRandomArrivalsAndTheirOrder() {
        Schedule schedule = poisson(7);
        assertThat(offsets(schedule)).isSorted().hasSize(20_000);
        assertThat(schedule.offsetNanos(19_999)).isCloseTo(100 * SECOND, within(3 * SECOND));
    }

    @Test
    void gathersRandomArrivalsInBurstsAsPlayersDo() {
        long[] offsets = offsets(poisson(7));
        long shortGaps = IntStream.range(1, offsets.length)
                .filter(i -> offsets[i] - offsets[i - 1] < SECOND / 200)
                .count();
        assertThat(shortGaps / (double) offsets.length).isCloseTo(1 - Math.exp(-1), within(0.02));
    }

    @Test
    void risesFromAFifthOfTheRateToTheRateAndStaysThere() {
        Schedule schedule = Schedule.rising(Schedule.Arrivals.CONSTANT, 100, 30, 1);
        assertThat(offsets(schedule)).isSorted();
        // 60 a second on average over the twenty seconds of rising, then 100 for ten.
        assertThat(schedule.size()).isEqualTo(2_200);
        assertThat(arrivalsIn(schedule, 0, 1)).isEqualTo(22);
        assertThat(arrivalsIn(schedule, 9, 10)).isBetween(57L, 59L);
        assertThat(arrivalsIn(schedule, 20, 30)).isEqualTo(1_000);
    }

    @Test
    void risesWithRandomArrivalsAsWithEvenOnes() {
        Schedule schedule = Schedule.rising(Schedule.Arrivals.POISSON, 200, 90, 7);
        assertThat(offsets(schedule)).isSorted().hasSize(13_200);
        assertThat(arrivalsIn(schedule, 0, 30)).isCloseTo(30 * 80L, within(200L));
        assertThat(arrivalsIn(schedule, 60, 90)).isCloseTo(30 * 200L, within(300L));
    }

    private static long arrivalsIn(Schedule schedule, int fromSecond, int toSecond) {
        return LongStream.of(offsets(schedule))
                .filter(offset -> offset >= fromSecond * SECOND && offset < toSecond * SECOND)
                .count();
    }

    private static Schedule poisson(long seed) {
        return Schedule.of(Schedule.Arrivals.POISSON, 200, 100, seed);
    }

    private static long[] offsets(Schedule schedule) {
        return LongStream.range(0, schedule.size())
                .map(arrival -> schedule.offsetNanos((int) arrival))
                .toArray();
    }
}
