package io.coinslot.examplegame.demo;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The rest between two looks at something that cannot be waited for otherwise. */
final class Pause {
    private static final Duration BRIEF = Duration.ofMillis(100);

    private Pause() {}

    static void brief() {
        LockSupport.parkNanos(BRIEF.toNanos());
    }
}
