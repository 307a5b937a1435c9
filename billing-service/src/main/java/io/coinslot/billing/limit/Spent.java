package io.coinslot.billing.limit;

import org.joda.money.Money;

/** What a user has spent or reserved this day and this month, both in UTC. */
public record Spent(Money day, Money month) {}
