package io.coinslot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.benchmarks.Journey.Stage;
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
}
