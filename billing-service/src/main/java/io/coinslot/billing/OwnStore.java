package io.coinslot.billing;

import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import java.util.concurrent.CompletionException;

/** The store that billing's own tasks go to: one document that cannot be written says nothing of all the others. */
public final class OwnStore {
    private OwnStore() {}

    /** Whether the store was not there, for whomever. */
    public static boolean isAway(Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? isAway(wrapped.getCause())
                : failure instanceof StoreUnavailable;
    }
}
