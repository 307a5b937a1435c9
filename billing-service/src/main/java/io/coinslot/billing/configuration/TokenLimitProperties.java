package io.coinslot.billing.configuration;

import io.coinslot.billing.card.TokenLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much and how often tokens of registered cards may be charged that have no limits of their own. Days are in UTC.
 *
 * @param purchasesPerDay at most 200
 * @param amounts by currency, in its own scale; a currency that is not among them has no bound
 * @param newsTake how long news of a token may be on their way before its state is believed to be what refuses it
 */
@ConfigurationProperties("coinslot.billing.token-limits")
record TokenLimitProperties(
        @DefaultValue("20") int purchasesPerDay,
        @DefaultValue Map<String, Amounts> amounts,
        @DefaultValue("1s") Duration newsTake) {

    /** Null means without bound. */
    record Amounts(
            @Nullable BigDecimal perPurchase, @Nullable BigDecimal perDay) {}

    TokenLimits limits() {
        List<TokenLimits.AmountLimit> limits = amounts.entrySet().stream()
                .map(entry -> new TokenLimits.AmountLimit(
                        entry.getKey(),
                        money(entry.getKey(), entry.getValue().perPurchase()),
                        money(entry.getKey(), entry.getValue().perDay())))
                .toList();
        return new TokenLimits(purchasesPerDay, limits);
    }

    private static @Nullable Money money(String currency, @Nullable BigDecimal amount) {
        return amount == null ? null : Money.of(CurrencyUnit.of(currency), amount);
    }
}
