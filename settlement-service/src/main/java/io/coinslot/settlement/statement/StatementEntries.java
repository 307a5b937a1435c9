package io.coinslot.settlement.statement;

import java.util.function.Consumer;

/** Reads the journal for statements. */
public interface StatementEntries {
    /** Hands over each entry that the settlement covers, one after the other, in no particular order. */
    void forEach(Settlement settlement, Consumer<StatementEntry> consumer);

    /** Hands over each entry of before the settlement's period that opened or lifted a debt of its users. */
    void forEachDebtBefore(Settlement settlement, Consumer<StatementEntry> consumer);
}
