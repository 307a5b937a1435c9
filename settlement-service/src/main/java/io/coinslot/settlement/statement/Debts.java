package io.coinslot.settlement.statement;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds users' debts up, per currency: those of before the period, and what became of them in it. */
final class Debts {
    private final Map<String, Debt> byCurrency = new TreeMap<>();

    /** What became of them in the period alone. */
    static List<Debt> withoutCarriedForward(List<Debt> all) {
        Debts debts = new Debts();
        all.forEach(debt -> debts.add(debt.currency(), 0, debt.opened(), debt.lifted()));
        return debts.list();
    }

    void carryForward(StatementEntry entry) {
        add(entry.currency(), entry.amounts().debtOpened() - entry.amounts().debtLifted(), 0, 0);
    }

    void add(StatementEntry entry) {
        add(entry.currency(), 0, entry.amounts().debtOpened(), entry.amounts().debtLifted());
    }

    private void add(String currency, long carriedForward, long opened, long lifted) {
        byCurrency.merge(
                currency,
                new Debt(currency, carriedForward, opened, lifted),
                (one, other) -> new Debt(
                        currency,
                        Math.addExact(one.carriedForward(), other.carriedForward()),
                        Math.addExact(one.opened(), other.opened()),
                        Math.addExact(one.lifted(), other.lifted())));
    }

    /** By currency; those in which nothing was owed are left out. */
    List<Debt> list() {
        return byCurrency.values().stream()
                .filter(debt -> debt.carriedForward() != 0 || debt.opened() != 0 || debt.lifted() != 0)
                .toList();
    }
}
