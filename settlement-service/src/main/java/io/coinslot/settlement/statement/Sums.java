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
        Debts debts = new Debts();
        Sums period = ofPeriod(settlement, entries, debts::add);
        entries.forEachDebtBefore(settlement, debts::carryForward);
        return new Sums(period.totals, debts.list(), period.entries);
    }

    /**
     * Of the period's own entries alone: nothing is owed when it begins. What was owed before may take long to read.
     *
     * @param each is handed every entry, as it is added
     */
    static Sums ofPeriod(Settlement settlement, StatementEntries entries, Consumer<StatementEntry> each) {
        Totals totals = new Totals();
        Debts debts = new Debts();
        entries.forEach(settlement, entry -> {
            totals.add(entry);
            debts.add(entry);
            each.accept(entry);
        });
        return new Sums(totals.list(), debts.list(), totals.entries());
    }

    /** Whether the settlement says the same of its period; one of an older version tells of no debts. */
    boolean isPeriodOf(Settlement settlement) {
        return entries == settlement.entryCount()
                && totals.equals(settlement.totals())
                && (settlement.debts() == null || debts.equals(Debts.withoutCarriedForward(settlement.debts())));
    }
}
