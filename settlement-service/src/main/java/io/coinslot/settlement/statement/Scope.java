package io.coinslot.settlement.statement;

/** Whose purchases a statement is about. */
public enum Scope {
    SERVICE,
    USER
}
