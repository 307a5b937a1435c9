package io.coinslot.marketgateway.payment;

/** How many payments have something for operators, counted from time to time: what they set their alarms on. */
public final class ParkedCount {
    /** There is no use in counting further. */
    static final int MOST_COUNTED = 1_000;

    private final ParkedPayments payments;
    private volatile int waiting;

    public ParkedCount(ParkedPayments payments) {
        this.payments = payments;
    }

    /** Counts anew. */
    public void count() {
        waiting = payments.page(null, MOST_COUNTED).size();
    }

    public int waiting() {
        return waiting;
    }
}
