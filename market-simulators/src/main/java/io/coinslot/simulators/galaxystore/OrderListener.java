package io.coinslot.simulators.galaxystore;

/** Hears what happens to orders, to tell the seller. */
interface OrderListener {
    /** A purchase was paid. */
    void purchased(Purchase purchase);

    /** The money of a purchase went back. */
    void refunded(Purchase purchase);
}
