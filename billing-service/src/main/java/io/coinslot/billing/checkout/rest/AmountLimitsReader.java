package io.coinslot.billing.checkout.rest;

import io.coinslot.billing.checkout.AmountLimits;
import io.coinslot.servicekit.money.MoneyText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads the amount limits that a client's token carries. */
public final class AmountLimitsReader {
    private static final String CLAIM = "amount_limits";

    private final ObjectReader reader;

    public AmountLimitsReader(JsonMapper json) {
        reader = json.readerForListOf(AmountLimit.class);
    }

    /** Decimal strings in the currency's scale. */
    private record AmountLimit(
            String currency,
            @Nullable String perPurchase,
            @Nullable String perDay) {}

    /** A currency that is not named is not limited. */
    AmountLimits read(@Nullable String json) {
        if (json == null) {
            return AmountLimits.NONE;
        }
        List<AmountLimit> limits = reader.readValue(json);
        Map<String, AmountLimits.Limit> byCurrency = new HashMap<>();
        for (AmountLimit limit : limits) {
            CurrencyUnit unit = MoneyText.currencyUnit(limit.currency(), CLAIM);
            byCurrency.put(
                    limit.currency(),
                    new AmountLimits.Limit(money(limit.perPurchase(), unit), money(limit.perDay(), unit)));
        }
        return new AmountLimits(byCurrency);
    }

    private static @Nullable Money money(@Nullable String decimal, CurrencyUnit unit) {
        return decimal == null ? null : Money.of(unit, MoneyText.decimal(decimal, unit, CLAIM));
    }
}
