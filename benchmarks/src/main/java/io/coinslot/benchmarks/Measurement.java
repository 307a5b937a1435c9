package io.coinslot.benchmarks;

import io.coinslot.benchmarks.Journey.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one measured window found. */
record Measurement(
        int ratePerSecond,
        List<Journey> journeys,
        long failedSteps,
        long startNanos,
        Map<String, ProcessUsage> before,
        Map<String, ProcessUsage> after,
        long generatorCpuMillis,
        @Nullable Hang hang) {

    Measurement {
        journeys = List.copyOf(journeys);
    }

    long completed() {
        return journeys.stream().filter(Journey::isComplete).count();
    }

    long errors() {
        long unfinished = journeys.stream()
                .filter(journey -> journey.reached(Stage.PAID_AT_MARKET) && !journey.isComplete())
                .count();
        return failedSteps + unfinished;
    }

    /** From the start of the window to the last completion. */
    double seconds() {
        long last = journeys.stream()
                .filter(Journey::isComplete)
                .mapToLong(Journey::completeAtNanos)
                .max()
                .orElseGet(System::nanoTime);
        return (last - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    double completePerSecond() {
        return rounded(completed() / seconds());
    }

    /**
     * What was complete when the last purchase began, per second until then. In contrast to {@link
     * #completePerSecond()}, a few stragglers that markets have kept waiting do not stretch the time.
     */
    double completeDuringLoadPerSecond() {
        long end = journeys.stream()
                .mapToLong(journey -> journey.intendedNanos)
                .max()
                .orElse(startNanos);
        long complete = journeys.stream()
                .filter(journey -> journey.isComplete() && journey.completeAtNanos() <= end)
                .count();
        double seconds = (end - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        return seconds > 0 ? rounded(complete / seconds) : 0;
    }

    double serviceCpuMillisPerPurchase() {
        return rounded(cpuMillis(ProcessUsage::isOurService) / (double) Math.max(1, completed()));
    }

    /** The part of it that went into compiling: what a service that runs for long does not pay. */
    double serviceCompilerMillisPerPurchase() {
        long millis = after.entrySet().stream()
                .filter(process -> ProcessUsage.isOurService(process.getKey()))
                .mapToLong(process -> process.getValue().compilerMillisSince(before.get(process.getKey())))
                .sum();
        return rounded(millis / (double) Math.max(1, completed()));
    }

    double allCpuMillisPerPurchase() {
        return rounded(cpuMillis(name -> true) / (double) Math.max(1, completed()));
    }

    double generatorCpuMillisPerPurchase() {
        return rounded(generatorCpuMillis / (double) Math.max(1, completed()));
    }

    long residentMiB() {
        return after.values().stream().mapToLong(ProcessUsage::residentKib).sum() / 1024;
    }

    Map<String, Object> perProcess() {
        Map<String, Object> usage = new TreeMap<>();
        after.forEach((name, now) -> usage.put(
                name,
                Map.of(
                        "cpuSeconds",
                        ProcessUsage.seconds(now.cpuMillisSince(before.get(name))),
                        "compilerCpuSeconds",
                        ProcessUsage.seconds(now.compilerMillisSince(before.get(name))),
                        "residentMiB",
                        now.residentKib() / 1024)));
        return usage;
    }

    Latencies accept() {
        return to(Stage.ACCEPTED, journey -> true);
    }

    Latencies posted(Predicate<Journey> which) {
        Latencies latencies = new Latencies();
        journeys.stream()
                .filter(which)
                .filter(Journey::isPosted)
                .forEach(journey -> latencies.addNanos(journey.postedAtNanos() - journey.intendedNanos));
        return latencies;
    }

    /** Every stage from the intended start, over the journeys that are wanted. */
    Map<String, Object> stages(Predicate<Journey> which) {
        Map<String, Object> stages = new LinkedHashMap<>();
        stages.put("accept", to(Stage.ACCEPTED, which).percentiles());
        stages.put("paidAtMarket", to(Stage.PAID_AT_MARKET, which).percentiles());
        stages.put("delivered", to(Stage.DELIVERED, which).percentiles());
        stages.put("completed", to(Stage.COMPLETED, which).percentiles());
        stages.put("posted", posted(which).percentiles());
        return stages;
    }

    /**
     * Whether the rate was kept up: without errors, everything complete, and without a queue that grows, which shows in
     * how long the last one in a hundred waits. How many there were per second says nothing of its own: that is as many
     * as the schedule happened to bring, over a time that the slowest one stretches.
     */
    boolean isSustained() {
        return errors() == 0 && completed() > 0 && posted(any()).percentileMillis(99) < 2_000;
    }

    static Predicate<Journey> any() {
        return journey -> true;
    }

    private Latencies to(Stage stage, Predicate<Journey> which) {
        Latencies latencies = new Latencies();
        journeys.stream()
                .filter(which)
                .filter(journey -> journey.reached(stage))
                .forEach(journey -> latencies.addNanos(journey.nanosTo(stage)));
        return latencies;
    }

    private long cpuMillis(Predicate<String> which) {
        return after.entrySet().stream()
                .filter(process -> which.test(process.getKey()))
                .mapToLong(process -> process.getValue().cpuMillisSince(before.get(process.getKey())))
                .sum();
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
