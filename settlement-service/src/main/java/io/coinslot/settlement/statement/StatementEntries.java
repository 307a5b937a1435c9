package io.coinslot.settlement.statement;

import java.util.function.Consumer;

/** Reads the journal for statements. */
interface StatementEntries {
    /** Hands over each entry that the settlement covers, one after the other, in no particular order. */
    void forEach(Settlement settlement, Consumer<StatementEntry> consumer);
}
