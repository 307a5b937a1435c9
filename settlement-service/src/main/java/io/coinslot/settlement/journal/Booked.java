package io.coinslot.settlement.journal;

/** What came of booking an event. */
sealed interface Booked {
    /** Booked by this very entry. */
    record Now(PurchaseLedger ledger, JournalEntry entry) implements Booked {}

    /** Kept in the ledger so that what follows finds it, and never booked. */
    record Kept(PurchaseLedger ledger) implements Booked {}

    /** Booked before, or of no effect. */
    record Already() implements Booked {}

    /** What it builds on has not arrived. */
    record NotYet() implements Booked {}

    static Booked now(PurchaseLedger ledger, JournalEntry entry) {
        return new Now(ledger, entry);
    }

    static Booked kept(PurchaseLedger ledger) {
        return new Kept(ledger);
    }

    static Booked already() {
        return new Already();
    }

    static Booked notYet() {
        return new NotYet();
    }
}
