package io.coinslot.simulators.google;

/** Google Play's state of a purchase, with the number that the v1 resource writes. */
enum PurchaseState {
    /** Paid. */
    PURCHASED(0),
    /** Cancelled while pending, refunded with revocation, or voided. */
    CANCELLED(1),
    /** Started, to be paid later, for example with cash at a shop. */
    PENDING(2);

    private final int number;

    PurchaseState(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
