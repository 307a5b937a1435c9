package io.coinslot.settlement.balance;

/** An account in one currency. */
record AccountKey(String currency, String account) {}
