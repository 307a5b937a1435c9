package io.coinslot.client;

import org.jspecify.annotations.Nullable;

/** What became of one item of a batch: a purchase, or the problem that stopped it. */
public record BatchResult(
        @Nullable String idempotencyKey,
        int status,
        @Nullable Purchase purchase,
        @Nullable Problem problem) {

    public boolean succeeded() {
        return purchase != null;
    }
}
