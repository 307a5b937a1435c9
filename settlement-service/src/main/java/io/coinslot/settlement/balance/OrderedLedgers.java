package io.coinslot.settlement.balance;

import io.coinslot.settlement.journal.PurchaseLedger;
import java.util.function.Consumer;

/** Reads the journal for balances. */
public interface OrderedLedgers {
    /** Hands over every ledger: those of a service, and among them those of a user, one after the other. */
    void forEach(Consumer<PurchaseLedger> consumer);
}
