package io.coinslot.settlement.statement;

/**
 * What users owe in one currency for goods that they hold although their money was taken back, in minor units.
 *
 * @param carriedForward owed when the period began
 * @param opened in the period
 * @param lifted in the period, since the money came again
 */
public record Debt(String currency, long carriedForward, long opened, long lifted) {
    /** Owed at the end of what the statement covers. */
    public long outstanding() {
        return Math.subtractExact(Math.addExact(carriedForward, opened), lifted);
    }
}
