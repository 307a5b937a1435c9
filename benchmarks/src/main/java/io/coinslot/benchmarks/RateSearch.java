package io.coinslot.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for the highest rate that is sustained: up by half until one fails, then halving what lies between. */
final class RateSearch {
    private static final int MOST_STEPS_UP = 8;
    private static final int HALVINGS = 3;
    private static final int SMALLEST_STEP = 10;

    private final Trial trial;
    private final List<Map<String, Object>> steps = new ArrayList<>();
    private @Nullable Measurement best;

    RateSearch(Trial trial) {
        this.trial = trial;
    }

    /** Measures one rate. */
    interface Trial {
        Measurement measure(int ratePerSecond) throws IOException;
    }

    /** The measurement of the highest rate that was sustained; of the last one tried if none was. */
    Measurement run(int firstRatePerSecond) throws IOException {
        int sustained = 0;
        int failed = firstRatePerSecond;
        Measurement last = null;
        for (int step = 0, rate = firstRatePerSecond; step < MOST_STEPS_UP; step++, rate += rate / 2) {
            failed = rate;
            last = measure(rate);
            if (!last.isSustained()) {
                break;
            }
            sustained = rate;
        }
        for (int halving = 0; halving < HALVINGS && failed - sustained > SMALLEST_STEP; halving++) {
            int rate = (sustained + failed) / 2;
            last = measure(rate);
            if (last.isSustained()) {
                sustained = rate;
            } else {
                failed = rate;
            }
        }
        return best != null ? best : java.util.Objects.requireNonNull(last);
    }

    List<Map<String, Object>> steps() {
        return List.copyOf(steps);
    }

    private Measurement measure(int ratePerSecond) throws IOException {
        Measurement measured = trial.measure(ratePerSecond);
        steps.add(Map.of(
                "rate", ratePerSecond,
                "sustained", measured.isSustained(),
                "completePerSecond", measured.completePerSecond(),
                "postedP99Millis", measured.posted(Measurement.any()).percentileMillis(99),
                "errors", measured.errors()));
        if (measured.isSustained() && (best == null || measured.ratePerSecond() > best.ratePerSecond())) {
            best = measured;
        }
        return measured;
    }
}
