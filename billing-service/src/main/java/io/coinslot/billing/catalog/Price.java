package io.coinslot.billing.catalog;

import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What one piece costs.
 *
 * @param market where; null means everywhere
 * @param region ISO 3166-1 alpha-2 code; null means any
 */
public record Price(@Nullable Market market, @Nullable String region, Money amount) {

    boolean holdsFor(Market where, @Nullable String buyerRegion, @Nullable CurrencyUnit currency) {
        return where.takes(amount.getCurrencyUnit())
                && (market == null || market == where)
                && (region == null || region.equals(buyerRegion))
                && (currency == null || amount.getCurrencyUnit().equals(currency));
    }

    /** A price that names the market beats one that names the region, and that one beats one that names neither. */
    int precision() {
        return (market == null ? 0 : 2) + (region == null ? 0 : 1);
    }
}
