package io.coinslot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.benchmarks.Journey.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds) + 1;
    }

    private static Journey journey(long begunSeconds, long completeSeconds) {
        Journey journey = new Journey("stripe", seconds(begunSeconds));
        for (Stage stage : Stage.values()) {
            journey.mark(stage, seconds(completeSeconds));
        }
        return journey;
    }

    private static Measurement of(Journey... journeys) {
        return new Measurement(1, List.of(journeys), 0, 1, Map.of(), Map.of(), 0, null);
    }

    @Test
    void aStragglerStretchesTheWholeTimeButNotThatOfTheLoad() {
        Measurement measured = of(journey(0, 1), journey(5, 6), journey(10, 100));
        assertThat(measured.completePerSecond()).isEqualTo(0.03);
        assertThat(measured.completeDuringLoadPerSecond()).isEqualTo(0.2);
    }

    @Test
    void whatIsCompleteOnlyAfterTheLoadDoesNotCountForIt() {
        assertThat(of(journey(0, 11), journey(10, 12)).completeDuringLoadPerSecond())
                .isZero();
    }

    /** All were served within half a second; the last of them began at the end of the window and ended after it. */
    @Test
    void theLastStragglerDoesNotDecideWhatIsSustained() {
        List<Journey> journeys = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            for (int number = 0; number < 100; number++) {
                journeys.add(journey(second, second));
            }
        }
        journeys.add(journey(10, 14));
        Measurement measured = new Measurement(100, journeys, 0, 1, Map.of(), Map.of(), 0, null);
        assertThat(measured.completePerSecond()).isLessThan(95);
        assertThat(measured.isSustained()).isTrue();
    }

    @Test
    void whatQueuesUpOrFailsOrNeverCompletesIsNotSustained() {
        assertThat(of(journey(0, 3), journey(1, 4)).isSustained()).isFalse();
        assertThat(new Measurement(1, List.of(journey(0, 1)), 1, 1, Map.of(), Map.of(), 0, null).isSustained())
                .isFalse();
        assertThat(of().isSustained()).isFalse();
    }
}
