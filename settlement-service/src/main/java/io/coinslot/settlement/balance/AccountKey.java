package io.coinslot.settlement.balance;

/** An account in one currency. */
public record AccountKey(String currency, String account) {}
