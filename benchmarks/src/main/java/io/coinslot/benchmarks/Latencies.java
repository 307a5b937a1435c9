package io.coinslot.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The latencies of one stage. */
final class Latencies {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(30);

    private final Histogram micros = new Histogram(LONGEST_MICROS, 3);

    void addNanos(long nanos) {
        micros.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST_MICROS));
    }

    /** Zero while there is none. */
    double percentileMillis(double percentile) {
        return micros.getTotalCount() == 0 ? 0 : Math.round(micros.getValueAtPercentile(percentile) / 10.0) / 100.0;
    }

    long count() {
        return micros.getTotalCount();
    }

    Map<String, Object> percentiles() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("count", count());
        values.put("p50Millis", percentileMillis(50));
        values.put("p90Millis", percentileMillis(90));
        values.put("p99Millis", percentileMillis(99));
        values.put("p999Millis", percentileMillis(99.9));
        values.put("maxMillis", percentileMillis(100));
        return values;
    }
}
