package io.coinslot.billing.checkout;

import io.coinslot.billing.catalog.Catalog;

/** Waits for news of the catalog once, however many requests that are answered together would like to. */
public final class Patience {
    private boolean spent;

    synchronized void waitFor(Catalog catalog) {
        if (!spent) {
            spent = true;
            catalog.catchUp();
        }
    }
}
