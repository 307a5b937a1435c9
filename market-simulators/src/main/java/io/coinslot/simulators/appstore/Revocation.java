package io.coinslot.simulators.appstore;

/**
 * A refund as the transaction tells of it.
 *
 * @param reason 1 for an issue within the app, 0 for any other
 * @param percentage how much of the price went back, in thousandths of a per cent
 */
record Revocation(long atMillis, int reason, int percentage) {
    static final int ALL = 100_000;

    boolean isFull() {
        return percentage == ALL;
    }

    String type() {
        return isFull() ? "REFUND_FULL" : "REFUND_PRORATED";
    }
}
