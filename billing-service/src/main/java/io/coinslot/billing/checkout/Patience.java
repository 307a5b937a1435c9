package io.coinslot.billing.checkout;

import io.coinslot.billing.catalog.Catalog;
import org.jspecify.annotations.Nullable;

/** Waits for news of the catalog once, however many requests that are answered together would like to. */
public final class Patience {
    private @Nullable Boolean caughtUp;

    /** @return whether all that was published before is known */
    synchronized boolean waitFor(Catalog catalog) {
        if (caughtUp == null) {
            caughtUp = catalog.catchUp();
        }
        return caughtUp;
    }
}
