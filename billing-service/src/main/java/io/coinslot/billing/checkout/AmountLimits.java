package io.coinslot.billing.checkout;

import org.joda.money.Money;

/** What the client, not the user, may post. */
@FunctionalInterface
public interface AmountLimits {
    AmountLimits NONE = amount -> true;

    /** Whether a single purchase of this amount is allowed. */
    boolean allow(Money amount);
}
