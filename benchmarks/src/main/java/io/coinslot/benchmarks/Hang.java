package io.coinslot.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A market that takes calls and does not answer for a while, in the middle of what is measured. */
final class Hang {
    private final String market;
    private final long afterNanos;
    private final long lastsNanos;
    private final Faults faults;
    private volatile long fromNanos;
    private volatile long toNanos;
    private volatile @Nullable IOException failure;

    /** Begins after a quarter of the load and lasts no longer than half of it. */
    Hang(String market, int hangSeconds, int loadSeconds, Faults faults) {
        this.market = market;
        this.afterNanos = TimeUnit.SECONDS.toNanos(loadSeconds) / 4;
        this.lastsNanos = Math.min(TimeUnit.SECONDS.toNanos(hangSeconds), TimeUnit.SECONDS.toNanos(loadSeconds) / 2);
        this.faults = faults;
    }

    /** Has the market hang and recover in its time, beside the load that began then. */
    Thread beside(long loadStartNanos) {
        return Thread.startVirtualThread(() -> {
            try {
                waitUntil(loadStartNanos + afterNanos);
                fromNanos = System.nanoTime();
                faults.hang(market);
                waitUntil(fromNanos + lastsNanos);
                faults.recover(market);
                toNanos = System.nanoTime();
            } catch (IOException e) {
                failure = e;
            }
        });
    }

    private static void waitUntil(long timeNanos) {
        for (long left = timeNanos - System.nanoTime(); left > 0; left = timeNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    void requireDone() throws IOException {
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    /** From purchase to both entries, at the other markets: while this one hung, and before. */
    Map<String, Object> report(Measurement measured) {
        Map<String, Object> others = new TreeMap<>();
        for (String other : measured.journeys().stream()
                .map(journey -> journey.market)
                .distinct()
                .filter(name -> !name.equals(market))
                .toList()) {
            Latencies before =
                    measured.posted(journey -> journey.market.equals(other) && journey.intendedNanos < fromNanos);
            Latencies during = measured.posted(journey -> journey.market.equals(other) && isDuring(journey));
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("before", before.percentiles());
            figures.put("during", during.percentiles());
            figures.put("p99Ratio", ratio(during.percentileMillis(99), before.percentileMillis(99)));
            others.put(other, figures);
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("market", market);
        report.put("seconds", Math.round((toNanos - fromNanos) / 10_000_000.0) / 100.0);
        report.put(
                "purchasesThere",
                measured.journeys().stream()
                        .filter(journey -> journey.market.equals(market) && isDuring(journey))
                        .count());
        report.put("others", others);
        return report;
    }

    private boolean isDuring(Journey journey) {
        return journey.intendedNanos >= fromNanos && journey.intendedNanos < toNanos;
    }

    private static double ratio(double during, double before) {
        return before == 0 ? 0 : Math.round(100 * during / before) / 100.0;
    }
}
