package io.coinslot.simulators.control;

import io.coinslot.simulators.money.Amount;
import io.coinslot.simulators.protocol.Json;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Adds a ledger's amounts up by currency and counts its transactions by state. */
public final class LedgerTotals {
    private final Map<String, long[]> minorByCurrency = new TreeMap<>();
    private final Map<String, Integer> countByState = new TreeMap<>();
    private int transactions;
    private int finished;

    /** Counts one transaction. */
    public void add(Amount captured, Amount refunded, Amount chargedBack, String state, boolean isFinished) {
        long[] minor = minorByCurrency.computeIfAbsent(captured.currency(), currency -> new long[3]);
        minor[0] = Math.addExact(minor[0], captured.minor());
        minor[1] = Math.addExact(minor[1], refunded.minor());
        minor[2] = Math.addExact(minor[2], chargedBack.minor());
        countByState.merge(state, 1, Integer::sum);
        transactions++;
        finished += isFinished ? 1 : 0;
    }

    /** The summary: transactions, how many the merchant has finished, by state, and money by currency. */
    public ObjectNode json() {
        ObjectNode totals = Json.object().put("transactions", transactions).put("finished", finished);
        ObjectNode states = totals.putObject("byState");
        countByState.forEach(states::put);
        ObjectNode currencies = totals.putObject("byCurrency");
        minorByCurrency.forEach((currency, minor) -> currencies
                .putObject(currency)
                .put("captured", new Amount(minor[0], currency).decimal())
                .put("refunded", new Amount(minor[1], currency).decimal())
                .put("chargedBack", new Amount(minor[2], currency).decimal()));
        return totals;
    }
}
