package io.coinslot.settlement.journal;

/**
 * One line of an entry, in the currency of its purchase.
 *
 * @param minorUnits more than 0
 */
public record Line(String account, Side side, long minorUnits) {
    /** Credits positive, debits negative: the lines of an entry add up to zero. */
    public long signedMinorUnits() {
        return side == Side.CREDIT ? minorUnits : -minorUnits;
    }
}
