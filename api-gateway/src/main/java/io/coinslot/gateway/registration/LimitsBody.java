package io.coinslot.gateway.registration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.coinslot.gateway.client.AmountLimit;
import io.coinslot.gateway.client.RateLimit;
import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** Limits as they are sent; anything may be missing until it is checked. */
@JsonIgnoreProperties({"serviceId", "clientId"})
record LimitsBody(
        @Nullable Integer requestsPerSecond,
        @Nullable Integer burst,
        @Nullable List<@Nullable AmountBody> amountLimits) {
    private static final int HIGHEST_RATE = 1_000_000;
    private static final int MOST_CURRENCIES = 50;

    record AmountBody(
            @Nullable String currency,
            @Nullable String perPurchase,
            @Nullable String perDay) {}

    /** The rate, or null if the default shall hold. */
    @Nullable
    RateLimit rateLimit() {
        if (requestsPerSecond == null && burst == null) {
            return null;
        }
        int rate = checked(requestsPerSecond, "/requestsPerSecond");
        int most = checked(burst == null ? requestsPerSecond : burst, "/burst");
        return new RateLimit(rate, most);
    }

    private static int checked(@Nullable Integer value, String pointer) {
        if (value == null || value < 1 || value > HIGHEST_RATE) {
            throw Problem.invalid(pointer, "must be 1 to " + HIGHEST_RATE).asException();
        }
        return value;
    }

    List<AmountLimit> checkedAmountLimits() {
        List<@Nullable AmountBody> sent = amountLimits == null ? List.of() : amountLimits;
        if (sent.size() > MOST_CURRENCIES) {
            throw Problem.invalid("/amountLimits", "must be at most " + MOST_CURRENCIES)
                    .asException();
        }
        List<AmountLimit> checked = new ArrayList<>();
        Set<String> currencies = new HashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            AmountLimit limit = checked(sent.get(i), "/amountLimits/" + i);
            if (!currencies.add(limit.currency())) {
                throw Problem.invalid("/amountLimits/" + i + "/currency", "stands here twice")
                        .asException();
            }
            checked.add(limit);
        }
        return checked;
    }

    private static AmountLimit checked(@Nullable AmountBody body, String pointer) {
        if (body == null || body.perPurchase() == null && body.perDay() == null) {
            throw Problem.invalid(pointer, "must name perPurchase, perDay or both")
                    .asException();
        }
        CurrencyUnit currency = MoneyText.currencyUnit(body.currency(), pointer + "/currency");
        return new AmountLimit(
                currency.getCode(),
                decimal(body.perPurchase(), currency, pointer + "/perPurchase"),
                decimal(body.perDay(), currency, pointer + "/perDay"));
    }

    private static @Nullable String decimal(@Nullable String text, CurrencyUnit currency, String pointer) {
        return text == null ? null : MoneyText.decimal(text, currency, pointer).toPlainString();
    }
}
