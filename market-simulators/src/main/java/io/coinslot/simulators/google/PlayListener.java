package io.coinslot.simulators.google;

/** Hears what happens at Google Play, to tell the developer. */
interface PlayListener {
    /** A purchase was paid, at once or after being pending. */
    void purchased(Purchase purchase);

    /** A pending purchase came to nothing. */
    void cancelled(Purchase purchase);

    /** A purchase entered the void list. */
    void voided(VoidedPurchase voided);

    /** A chargeback awaits the developer's view. */
    void reviewRequested(Purchase purchase, Chargeback chargeback);
}
