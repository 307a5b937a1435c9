package io.coinslot.settlement.statement;

import io.coinslot.settlement.journal.EntryKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds entries up, per market and currency. */
final class Totals {
    private final Map<Key, Sum> sums = new HashMap<>();
    private long entries;

    void add(StatementEntry entry) {
        entries++;
        sums.merge(
                new Key(entry.market(), entry.currency()),
                new Sum(
                        entry.amounts(),
                        entry.kind() == EntryKind.CAPTURE ? 1 : 0,
                        entry.kind() == EntryKind.REFUND || entry.kind() == EntryKind.CHARGEBACK ? 1 : 0),
                Sum::plus);
    }

    /** How many entries were added. */
    long entries() {
        return entries;
    }

    List<Total> list() {
        return sums.entrySet().stream()
                .map(sum -> total(sum.getKey(), sum.getValue()))
                .sorted(Comparator.comparing(Total::market).thenComparing(Total::currency))
                .toList();
    }

    private static Total total(Key key, Sum sum) {
        Amounts amounts = sum.amounts();
        return new Total(
                key.market(),
                key.currency(),
                amounts.gross(),
                amounts.refunded(),
                amounts.marketFee(),
                amounts.tax(),
                amounts.net(),
                sum.purchases(),
                sum.refunds());
    }

    private record Key(String market, String currency) {}

    private record Sum(Amounts amounts, long purchases, long refunds) {
        Sum plus(Sum other) {
            return new Sum(amounts.plus(other.amounts), purchases + other.purchases, refunds + other.refunds);
        }
    }
}
