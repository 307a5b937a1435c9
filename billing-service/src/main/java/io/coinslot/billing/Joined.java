package io.coinslot.billing;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for stages; for controllers, which run on virtual threads. */
public final class Joined {
    private Joined() {}

    /** The stage's result. Throws the failure itself, not its wrapper. */
    public static <T> T result(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
