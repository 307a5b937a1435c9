package io.coinslot.billing.limit;

import java.util.Set;
import org.joda.money.Money;

/** Whether a user may spend. */
public sealed interface Permit {
    /** No limit of the user concerns this purchase. */
    record Free() implements Permit {}

    /**
     * The amount is reserved within the user's limits.
     *
     * @param fresh whether by this very request
     */
    record Reserved(boolean fresh) implements Permit {}

    /** @param period day or month */
    record Exceeded(String period, Money limit, Money spent) implements Permit {}

    record ConsentMissing(Set<String> kinds) implements Permit {}
}
