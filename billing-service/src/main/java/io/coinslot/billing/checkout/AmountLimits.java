package io.coinslot.billing.checkout;

import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the client, not the user, may post.
 *
 * @param byCurrency by ISO 4217 code; a currency that is not named is not limited
 */
public record AmountLimits(Map<String, Limit> byCurrency) {
    public static final AmountLimits NONE = new AmountLimits(Map.of());

    public AmountLimits {
        byCurrency = Map.copyOf(byCurrency);
    }

    /**
     * The limits in a currency; null for none.
     *
     * @param perDay of all purchases that are requested on a day (UTC)
     */
    public record Limit(
            @Nullable Money perPurchase, @Nullable Money perDay) {}

    /** Whether a single purchase of this amount is allowed. */
    boolean allow(Money amount) {
        Limit limit = byCurrency.get(amount.getCurrencyUnit().getCode());
        return limit == null || limit.perPurchase() == null || !amount.isGreaterThan(limit.perPurchase());
    }

    /** What may be posted in a day, or null. */
    @Nullable
    Money perDay(CurrencyUnit currency) {
        Limit limit = byCurrency.get(currency.getCode());
        return limit == null ? null : limit.perDay();
    }
}
