package io.coinslot.settlement.journal;

/** The two sides of an account. */
public enum Side {
    DEBIT,
    CREDIT
}
