package io.coinslot.settlement.journal;

import org.jspecify.annotations.Nullable;

/**
 * A dispute of the payment, as far as it is booked.
 *
 * @param reference its id at the market
 * @param closed whether it has ended, for now
 * @param owed whether the user owes it, if the goods are delivered; null in documents of an older version
 * @param turn how many turns it has taken: opened, closed, perhaps opened again; null in documents of an older version
 * @param wonMinorUnits how much of it came back when it was closed; null while it is open, and in documents of an older
 *     version
 */
public record Dispute(
        String reference,
        long minorUnits,
        boolean closed,
        @Nullable Boolean owed,
        @Nullable Long turn,
        @Nullable Long wonMinorUnits) {
    static Dispute opened(String reference, long minorUnits) {
        return new Dispute(reference, minorUnits, false, true, 1L, null);
    }

    /** @param won how much of it came back; null while it is open */
    static Dispute ofSecond(String reference, long minorUnits, long turn, @Nullable Long won) {
        return new Dispute(reference, minorUnits, won != null, false, turn, won);
    }

    /** What it holds while it is open. */
    long setAside() {
        return closed ? 0 : minorUnits;
    }

    /** What it has taken once it has ended. */
    long taken() {
        return closed && wonMinorUnits != null ? minorUnits - wonMinorUnits : 0;
    }

    Dispute closedWith(long won) {
        return new Dispute(reference, minorUnits, true, owed, turns() + 1, won);
    }

    Dispute reopened() {
        return new Dispute(reference, minorUnits, false, owed, turns() + 1, null);
    }

    boolean isOwed() {
        return Boolean.TRUE.equals(owed);
    }

    /** Before turns were counted, a dispute was opened once and closed once. */
    long turns() {
        if (turn != null) {
            return turn;
        }
        return closed ? 2 : 1;
    }
}
