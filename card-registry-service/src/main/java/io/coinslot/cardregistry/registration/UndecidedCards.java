package io.coinslot.cardregistry.registration;

/** How many cards were never decided, counted from time to time: what operators set their alarms on. */
public final class UndecidedCards {
    /** There is no use in counting further. */
    static final int MOST_COUNTED = 1_000;

    private final RegistrationLists lists;
    private volatile int waiting;

    public UndecidedCards(RegistrationLists lists) {
        this.lists = lists;
    }

    /** Counts anew. */
    public void count() {
        waiting = (int) lists.undecided(null, MOST_COUNTED).stream()
                .flatMap(registration -> registration.cards().stream())
                .filter(CardEntry::isLeftToOperator)
                .count();
    }

    /** Cards that stay claimed until an operator sees to them. */
    public int waiting() {
        return waiting;
    }
}
