package io.coinslot.catalog.request;

import io.coinslot.servicekit.aggregate.Committed;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds an answer back until the change is on its topic, so that a purchase made right after finds the product. The
 * change is durable already: if the broker is away the answer is given all the same and the outbox catches up.
 */
public final class Publication {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final long LONGEST_WAIT_SECONDS = 2;

    private Publication() {}

    public static <R> Committed<R> await(Committed<R> committed) {
        awaitAll(List.of(committed));
        return committed;
    }

    /** As for one change; the bound is for all of them together. */
    public static void awaitAll(Collection<? extends Committed<?>> changes) {
        CompletableFuture<Void> all = CompletableFuture.allOf(changes.stream()
                .map(change -> change.published().toCompletableFuture())
                .toArray(CompletableFuture[]::new));
        try {
            all.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("answered before the change was published", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
