package io.coinslot.billing;

import io.coinslot.servicekit.aggregate.Decision;
import java.util.List;

/** Decisions of which nobody is told anything. */
public final class Nothing {
    private Nothing() {}

    public static <S, E> Decision<S, E, Void> changes() {
        return Decision.unchanged(toTell());
    }

    public static <S, E> Decision<S, E, Void> but(S state) {
        return Decision.accepted(state, List.of(), toTell());
    }

    /** Void's only value, which the checker of nulls cannot know to be allowed here. */
    @SuppressWarnings("NullAway")
    public static Void toTell() {
        return null;
    }
}
