package io.coinslot.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What one window of registrations found. */
record CardMeasurement(
        int ratePerSecond,
        List<CardJourney> journeys,
        long failedRequests,
        long startNanos,
        Map<String, ProcessUsage> before,
        Map<String, ProcessUsage> after,
        long generatorCpuMillis) {
    CardMeasurement {
        journeys = List.copyOf(journeys);
    }

    long registered() {
        return journeys.stream().filter(CardJourney::isRegistered).count();
    }

    long errors() {
        return failedRequests + journeys.size() - registered();
    }

    /** From the start of the window to the last registration's end. */
    double seconds() {
        long last = journeys.stream()
                .filter(CardJourney::isRegistered)
                .mapToLong(CardJourney::registeredAtNanos)
                .max()
                .orElseGet(System::nanoTime);
        return rounded((last - startNanos) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    double registeredPerSecond() {
        return rounded(registered() / Math.max(seconds(), 0.001));
    }

    Latencies accept() {
        Latencies latencies = new Latencies();
        journeys.forEach(journey -> latencies.addNanos(journey.nanosToAccepted()));
        return latencies;
    }

    Latencies untilRegistered() {
        Latencies latencies = new Latencies();
        journeys.stream()
                .filter(CardJourney::isRegistered)
                .forEach(journey -> latencies.addNanos(journey.nanosToRegistered()));
        return latencies;
    }

    double cpuMillisPerRegistration(Predicate<String> which) {
        return perRegistration(millis(which));
    }

    double serviceCompilerMillisPerRegistration() {
        return perRegistration(after.entrySet().stream()
                .filter(process -> ProcessUsage.isOurService(process.getKey()))
                .mapToLong(process -> process.getValue().compilerMillisSince(before.get(process.getKey())))
                .sum());
    }

    double generatorCpuMillisPerRegistration() {
        return perRegistration(generatorCpuMillis);
    }

    long residentMiB() {
        return after.values().stream().mapToLong(ProcessUsage::residentKib).sum() / 1024;
    }

    Map<String, Object> perProcess() {
        Map<String, Object> usage = new TreeMap<>();
        after.forEach((name, now) -> usage.put(
                name,
                Map.of(
                        "cpuMillisPerRegistration",
                        cpuMillisPerRegistration(name::equals),
                        "compilerMillisPerRegistration",
                        perRegistration(now.compilerMillisSince(before.get(name))),
                        "residentMiB",
                        now.residentKib() / 1024)));
        return usage;
    }

    private long millis(Predicate<String> which) {
        return after.entrySet().stream()
                .filter(process -> which.test(process.getKey()))
                .mapToLong(process -> process.getValue().cpuMillisSince(before.get(process.getKey())))
                .sum();
    }

    private double perRegistration(long millis) {
        return rounded(millis / (double) Math.max(1, registered()));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
