package io.coinslot.simulators.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/** Remembers requests for ten minutes, twice as long as a signature is fresh on either side. */
final class ReplayCache {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Set<String> known = new HashSet<>();
    private final Queue<Seen> oldestFirst = new ArrayDeque<>();

    private record Seen(String name, Instant until) {}

    /** Whether the request is here for the first time. */
    synchronized boolean isFirst(String name, Instant now) {
        for (Seen oldest = oldestFirst.peek(); oldest != null && !oldest.until().isAfter(now); ) {
            known.remove(oldestFirst.remove().name());
            oldest = oldestFirst.peek();
        }
        if (!known.add(name)) {
            return false;
        }
        oldestFirst.add(new Seen(name, now.plus(REMEMBERED)));
        return true;
    }
}
