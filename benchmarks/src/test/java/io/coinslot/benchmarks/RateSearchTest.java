package io.coinslot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.benchmarks.Journey.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateSearchTest {
    private final List<Integer> tried = new ArrayList<>();

    @Test
    void climbsUntilARateFailsAndThenHalvesTheGap() throws IOException {
        RateSearch search = new RateSearch(rate -> measured(rate, rate <= 400));
        assertThat(search.run(100).ratePerSecond()).isEqualTo(400);
        assertThat(tried).containsExactly(100, 150, 225, 337, 505, 421, 379, 400);
        assertThat(search.steps()).hasSize(8);
    }

    @Test
    void looksBelowWhenTheFirstRateIsTooHigh() throws IOException {
        assertThat(new RateSearch(rate -> measured(rate, rate <= 60)).run(100).ratePerSecond())
                .isEqualTo(50);
        assertThat(tried).containsExactly(100, 50, 75, 62);
    }

    @Test
    void endsThoughNothingEverFails() throws IOException {
        new RateSearch(rate -> measured(rate, true)).run(100);
        assertThat(tried).hasSize(8);
    }

    @Test
    void tellsTheLastRateWhenNoneIsSustained() throws IOException {
        Measurement last = new RateSearch(rate -> measured(rate, false)).run(100);
        assertThat(last.isSustained()).isFalse();
        assertThat(tried).containsExactly(100, 50, 25, 12);
    }

    private Measurement measured(int rate, boolean sustained) {
        tried.add(rate);
        long second = TimeUnit.SECONDS.toNanos(1);
        List<Journey> journeys = new ArrayList<>();
        for (int i = 0; i < rate; i++) {
            Journey journey = new Journey("stripe", second - 1);
            journey.mark(Stage.PAID_AT_MARKET, second);
            journey.markCompleted("e", second);
            journey.mark(Stage.CAPTURE_POSTED, second);
            journey.mark(Stage.DELIVERY_POSTED, second);
            journeys.add(journey);
        }
        return new Measurement(rate, journeys, sustained ? 0 : 1, 0, Map.of(), Map.of(), 0, null);
    }
}
