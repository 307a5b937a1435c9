package io.coinslot.servicekit.aggregate;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Waits for stages, on virtual threads, and throws the failure itself, not its wrapper: the answer to a request then says
 * what happened.
 */
public final class Waiting {
    private Waiting() {}

    /** The result; throws what the stage failed with, as of {@link Aggregates#handle}. */
    public static <T> T on(CompletionStage<T> stage) {
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
