package io.coinslot.gateway.limit;

import java.util.concurrent.ConcurrentHashMap;

/** Counts what each caller has open at once. Who has nothing open is forgotten, so that requests bound the memory. */
public final class OpenCounts {
    private final ConcurrentHashMap<String, Integer> open = new ConcurrentHashMap<>();

    /** So many more; false, and none of them counted, if that would be more than there may be. */
    public boolean enter(String who, int places, int most) {
        boolean[] entered = {false};
        open.compute(who, (name, before) -> {
            int count = before == null ? 0 : before;
            entered[0] = places <= most - count;
            return entered[0] ? Integer.valueOf(count + places) : before;
        });
        return entered[0];
    }

    /** So many less, of somebody who entered. */
    public void leave(String who, int places) {
        open.computeIfPresent(who, (name, count) -> count <= places ? null : count - places);
    }

    /** How many are counted. */
    int callers() {
        return open.size();
    }
}
