package io.coinslot.settlement.statement;

import io.coinslot.settlement.journal.PurchaseLedger;
import java.util.List;

class InMemoryStatementEntriesTest extends StatementEntriesContract {
    @Override
    protected StatementEntries given(List<PurchaseLedger> ledgers) {
        InMemoryStatementEntries entries = new InMemoryStatementEntries();
        entries.ledgers.addAll(ledgers);
        return entries;
    }
}
