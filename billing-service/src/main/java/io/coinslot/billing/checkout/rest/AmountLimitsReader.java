package io.coinslot.billing.checkout.rest;

import io.coinslot.billing.checkout.AmountLimits;
import io.coinslot.servicekit.money.MoneyText;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads the amount limits that a client's token carries. */
public final class AmountLimitsReader {
    private final ObjectReader reader;

    public AmountLimitsReader(JsonMapper json) {
        reader = json.readerForListOf(AmountLimit.class);
    }

    /** @param perPurchase decimal string in the currency's scale */
    private record AmountLimit(String currency, @Nullable String perPurchase) {}

    /** A currency that is not named is not limited. */
    AmountLimits read(@Nullable String json) {
        if (json == null) {
            return AmountLimits.NONE;
        }
        List<AmountLimit> limits = reader.readValue(json);
        Map<String, BigDecimal> highest = new HashMap<>();
        for (AmountLimit limit : limits) {
            if (limit.perPurchase() != null) {
                CurrencyUnit unit = MoneyText.currencyUnit(limit.currency(), "amount_limits");
                highest.put(limit.currency(), MoneyText.decimal(limit.perPurchase(), unit, "amount_limits"));
            }
        }
        return amount -> {
            BigDecimal most = highest.get(amount.getCurrencyUnit().getCode());
            return most == null || amount.getAmount().compareTo(most) <= 0;
        };
    }
}
