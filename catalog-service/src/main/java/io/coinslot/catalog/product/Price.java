package io.coinslot.catalog.product;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the product costs at a market and in a region.
 *
 * @param market the market's id, or null for any
 * @param region ISO 3166-1 alpha-2 code, or null for any
 */
public record Price(@Nullable String market, @Nullable String region, Money amount) {
    /** Where the price holds: at most one price per scope and currency. */
    String scope() {
        return market + "/" + region + " " + amount.getCurrencyUnit().getCode();
    }
}
