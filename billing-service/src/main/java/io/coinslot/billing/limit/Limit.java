package io.coinslot.billing.limit;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How much a user may spend in a currency per day and per month, both in UTC; null means without bound. What is spent counts
 * from the first limit in the currency on, also if it has neither.
 */
public record Limit(
        String currency, @Nullable Money daily, @Nullable Money monthly) {}
