package io.coinslot.settlement.statement;

import java.util.List;
import java.util.function.Consumer;

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
        return of(settlement, entries, entry -> {});
    }

    /** @param each is handed every entry that is in the totals, as it is added */
    static Sums of(Settlement settlement, StatementEntries entries, Consumer<StatementEntry> each) {
        Totals totals = new Totals();
        Debts debts = new Debts();
        entries.forEach(settlement, entry -> {
            totals.add(entry);
            debts.add(entry);
            each.accept(entry);
        });
        entries.forEachDebtBefore(settlement, debts::carryForward);
        return new Sums(totals.list(), debts.list(), totals.entries());
    }

    /** Whether the settlement says the same of as many entries; one of an older version tells of no debts. */
    boolean isThatOf(Settlement settlement) {
        return entries == settlement.entryCount()
                && totals.equals(settlement.totals())
                && (settlement.debts() == null || debts.equals(settlement.debts()));
    }
}
