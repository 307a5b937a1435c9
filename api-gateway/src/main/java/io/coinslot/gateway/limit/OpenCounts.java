package io.coinslot.gateway.limit;

import java.util.concurrent.ConcurrentHashMap;

/** Counts what each caller has open at once. Who has nothing open is forgotten, so that requests bound the memory. */
public final class OpenCounts {
    private final ConcurrentHashMap<String, Integer> open = new ConcurrentHashMap<>();

    /** One more; false, and not counted, if there are as many already. */
    public boolean enter(String who, int most) {
        boolean[] entered = {false};
        open.compute(who, (name, before) -> {
            int count = before == null ? 0 : before;
            entered[0] = count < most;
            return entered[0] ? Integer.valueOf(count + 1) : before;
        });
        return entered[0];
    }

    /** One less, of somebody who entered. */
    public void leave(String who) {
        open.computeIfPresent(who, (name, count) -> count == 1 ? null : count - 1);
    }

    /** How many are counted. */
    int callers() {
        return open.size();
    }
}
