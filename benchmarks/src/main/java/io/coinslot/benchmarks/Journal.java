package io.coinslot.benchmarks;

import io.coinslot.schemas.settlement.JournalEntryPosted;
import io.coinslot.schemas.settlement.JournalLine;
import io.coinslot.schemas.settlement.Side;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sums the journal entries of the run, each entry once. */
final class Journal {
    private final Set<String> entryIds = new HashSet<>();
    private final Map<String, Long> balanceByCurrency = new TreeMap<>();
    private final Map<String, Long> capturedByAccountAndCurrency = new TreeMap<>();
    private final Map<String, Integer> entriesByKind = new TreeMap<>();

    synchronized void add(String entryId, JournalEntryPosted entry) {
        if (!entryIds.add(entryId)) {
            return;
        }
        entriesByKind.merge(entry.getKind(), 1, Integer::sum);
        for (JournalLine line : entry.getLines()) {
            boolean debit = line.getSide() == Side.DEBIT;
            long minorUnits = line.getAmount().getMinorUnits();
            String currency = line.getAmount().getCurrency();
            balanceByCurrency.merge(currency, debit ? minorUnits : -minorUnits, Math::addExact);
            if (debit && entry.getKind().equals("CAPTURE")) {
                capturedByAccountAndCurrency.merge(line.getAccount() + " " + currency, minorUnits, Math::addExact);
            }
        }
    }

    synchronized boolean isBalanced() {
        return balanceByCurrency.values().stream().allMatch(balance -> balance == 0);
    }

    /** What captures debited to an account. */
    synchronized long captured(String account, String currency) {
        return capturedByAccountAndCurrency.getOrDefault(account + " " + currency, 0L);
    }

    synchronized Map<String, Long> balanceByCurrency() {
        return new TreeMap<>(balanceByCurrency);
    }

    synchronized Map<String, Integer> entriesByKind() {
        return new TreeMap<>(entriesByKind);
    }
}
