package io.coinslot.settlement.statement;

import java.util.List;

/**
 * What a statement says, added up from the journal.
 *
 * @param entries how many entries the totals are made of
 */
record Sums(List<Total> totals, List<Debt> debts, long entries) {
    Sums {
        totals = List.copyOf(totals);
        debts = List.copyOf(debts);
    }

    static Sums of(Settlement settlement, StatementEntries entries) {
        Totals totals = new Totals();
        Debts debts = new Debts();
        entries.forEach(settlement, entry -> {
            totals.add(entry);
            debts.add(entry);
        });
        entries.forEachDebtBefore(settlement, debts::carryForward);
        return new Sums(totals.list(), debts.list(), totals.entries());
    }

    /** Whether the settlement says the same; one of an older version tells of no debts. */
    boolean isThatOf(Settlement settlement) {
        return totals.equals(settlement.totals()) && (settlement.debts() == null || debts.equals(settlement.debts()));
    }
}
