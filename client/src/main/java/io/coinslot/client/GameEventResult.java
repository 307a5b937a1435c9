package io.coinslot.client;

import org.jspecify.annotations.Nullable;

/** Whether one reported event was taken, or why not. */
public record GameEventResult(
        String eventId, int status, @Nullable Problem problem) {

    public boolean accepted() {
        return problem == null;
    }
}
