package io.coinslot.cardregistry.token;

/** How many deletions were given up, counted from time to time: what operators set their alarms on. */
public final class ParkedDeletions {
    /** There is no use in counting further. */
    static final int MOST_COUNTED = 1_000;

    private final TokenLists lists;
    private volatile int waiting;

    public ParkedDeletions(TokenLists lists) {
        this.lists = lists;
    }

    /** Counts anew. */
    public void count() {
        waiting = lists.parkedDeletions(null, MOST_COUNTED).size();
    }

    /** Tokens that were deleted here and may live on at the financial company until an operator sees to it. */
    public int waiting() {
        return waiting;
    }
}
