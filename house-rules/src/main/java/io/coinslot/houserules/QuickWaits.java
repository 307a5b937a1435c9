package io.coinslot.houserules;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Has Awaitility look at once and soon again in every module's tests, which are found on the class path. Its own tenth of
 * a second before the first look is most of what waiting costs, as what is waited for is there within a few milliseconds.
 */
public final class QuickWaits implements TestExecutionListener {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(QuickWaits::longer, FIRST_PAUSE));
    }

    /** Twice as long, within bounds: what takes long is not worth a busy processor. */
    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
