package io.coinslot.simulators.onestore;

/** Hears what happens at ONE store, to tell the developer. */
interface StoreListener {
    /** A purchase was paid, or cancelled: the purchase says which. */
    void changed(Purchase purchase);
}
