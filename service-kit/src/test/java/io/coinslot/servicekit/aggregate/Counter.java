package io.coinslot.servicekit.aggregate;

import java.util.List;

/** A tiny aggregate for tests. */
public record Counter(int value, List<String> notes) {
    public static final Counter ZERO = new Counter(0, List.of());

    public Counter plus(int more) {
        return new Counter(value + more, notes);
    }
}
