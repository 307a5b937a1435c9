package io.coinslot.cardregistry.token;

/** How many changes were given up, counted from time to time: what operators set their alarms on. */
public final class ParkedChanges {
    /** There is no use in counting further. */
    static final int MOST_COUNTED = 1_000;

    private final TokenLists lists;
    private volatile int deletions;
    private volatile int holds;

    public ParkedChanges(TokenLists lists) {
        this.lists = lists;
    }

    /** Counts anew. */
    public void count() {
        deletions = lists.parkedDeletions(null, MOST_COUNTED).size();
        holds = lists.parkedHolds(null, MOST_COUNTED).size();
    }

    /** Tokens that were deleted here and may live on at the financial company until an operator sees to it. */
    public int deletions() {
        return deletions;
    }

    /** Tokens that are not held back, or not let go, at the financial company until an operator sees to it. */
    public int holds() {
        return holds;
    }
}
