package io.coinslot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.coinslot.benchmarks.Journey.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void findsPercentilesOfWhatWasRecorded() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 1000; millis++) {
            latencies.addNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        assertThat(latencies.percentileMillis(50)).isCloseTo(500, within(1.0));
        assertThat(latencies.percentileMillis(99)).isCloseTo(990, within(1.0));
        assertThat(latencies.percentileMillis(99.9)).isCloseTo(999, within(1.0));
        assertThat(latencies.percentileMillis(100)).isCloseTo(1000, within(1.0));
    }

    @Test
    void isZeroWhileThereIsNothing() {
        assertThat(new Latencies().percentileMillis(99)).isZero();
    }

    @Test
    void countsWhatTookTooLongToRecordAsTheLongest() {
        Latencies latencies = new Latencies();
        latencies.addNanos(TimeUnit.HOURS.toNanos(2));
        assertThat(latencies.percentileMillis(100)).isCloseTo(TimeUnit.MINUTES.toMillis(30), within(2000.0));
    }

    @Test
    void countsFromTheIntendedStartThoughTheGeneratorWasLate() {
        Journey journey = new Journey("stripe", 1_000);
        journey.mark(Stage.ACCEPTED, 1_000 + TimeUnit.MILLISECONDS.toNanos(40));
        assertThat(measured(List.of(journey)).accept().percentileMillis(50)).isCloseTo(40, within(0.1));
    }

    @Test
    void takesTheLaterEntryAsTheMomentOfPosting() {
        Journey journey = new Journey("stripe", 0);
        journey.mark(Stage.DELIVERY_POSTED, TimeUnit.MILLISECONDS.toNanos(30));
        assertThat(journey.isPosted()).isFalse();
        journey.mark(Stage.CAPTURE_POSTED, TimeUnit.MILLISECONDS.toNanos(20));
        assertThat(measured(List.of(journey)).posted(Measurement.any()).percentileMillis(50))
                .isCloseTo(30, within(0.1));
    }

    @Test
    void dividesTheCpuOfOurServicesAloneByThePurchasesThatAreComplete() {
        Measurement measured = new Measurement(
                10,
                List.of(complete(), complete(), new Journey("stripe", 0)),
                0,
                0,
                Map.of("billing-service", usage(1_000), "api-gateway", usage(0), "kafka", usage(0)),
                Map.of("billing-service", usage(1_006), "api-gateway", usage(4), "kafka", usage(90)),
                10,
                null);
        assertThat(measured.serviceCpuMillisPerPurchase()).isEqualTo(5);
        assertThat(measured.serviceCompilerMillisPerPurchase()).isEqualTo(2.5);
        assertThat(measured.allCpuMillisPerPurchase()).isEqualTo(50);
        assertThat(measured.generatorCpuMillisPerPurchase()).isEqualTo(5);
    }

    @Test
    void dividesByTheTimeToTheLastCompletion() {
        List<Journey> journeys = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            journeys.add(complete());
        }
        assertThat(measured(journeys).completePerSecond()).isEqualTo(50);
    }

    @Test
    void callsARateSustainedOnlyWithoutErrorsAndWithoutAGrowingQueue() {
        List<Journey> journeys = List.of(complete(), complete());
        assertThat(new Measurement(1, journeys, 0, 0, Map.of(), Map.of(), 0, null).isSustained())
                .isTrue();
        assertThat(new Measurement(1, journeys, 1, 0, Map.of(), Map.of(), 0, null).isSustained())
                .isFalse();
        assertThat(new Measurement(1, List.of(completeOf(0)), 0, 0, Map.of(), Map.of(), 0, null).isSustained())
                .as("it waited for two seconds")
                .isFalse();
    }

    @Test
    void countsPaidPurchasesThatNeverCompleteAsErrors() {
        Journey paid = new Journey("stripe", 0);
        paid.mark(Stage.PAID_AT_MARKET, 5);
        assertThat(measured(List.of(paid, complete())).errors()).isEqualTo(1);
    }

    private static Measurement measured(List<Journey> journeys) {
        return new Measurement(50, journeys, 0, 0, Map.of(), Map.of(), 0, null);
    }

    /** Complete two seconds after the start of the window, though begun just before that. */
    private static Journey complete() {
        return completeOf(TimeUnit.SECONDS.toNanos(2) - 1_000_000);
    }

    private static Journey completeOf(long intendedNanos) {
        long at = TimeUnit.SECONDS.toNanos(2);
        Journey journey = new Journey("stripe", intendedNanos);
        journey.mark(Stage.PAID_AT_MARKET, at);
        journey.markCompleted("e1", at);
        journey.mark(Stage.CAPTURE_POSTED, at);
        journey.mark(Stage.DELIVERY_POSTED, at);
        return journey;
    }

    private static ProcessUsage usage(long cpuMillis) {
        return new ProcessUsage(cpuMillis, cpuMillis / 2, 1024);
    }
}
