package io.coinslot.settlement.statement;

/** How far a settlement is. */
public enum Status {
    PENDING,
    READY,
    /** It could not be drawn up; ask for it again. */
    FAILED
}
