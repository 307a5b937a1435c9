package io.coinslot.billing.card;

import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How much and how often a token may be charged. Days are in UTC.
 *
 * @param purchasesPerDay null to leave it at what is usual
 * @param amounts one per currency; currencies that are not among them are left at what is usual
 */
public record TokenLimits(@Nullable Integer purchasesPerDay, List<AmountLimit> amounts) {
    /** More purchases of a day could not be told apart. */
    public static final int MOST_PURCHASES_PER_DAY = 200;

    public static final TokenLimits NONE = new TokenLimits(null, List.of());

    /** Null means without bound. */
    public record AmountLimit(
            String currency,
            @Nullable Money perPurchase,
            @Nullable Money perDay) {}

    public TokenLimits {
        amounts = List.copyOf(amounts);
        if (purchasesPerDay != null && (purchasesPerDay < 0 || purchasesPerDay > MOST_PURCHASES_PER_DAY)) {
            throw new IllegalArgumentException("purchasesPerDay must be from 0 to " + MOST_PURCHASES_PER_DAY);
        }
    }

    Optional<AmountLimit> amount(CurrencyUnit currency) {
        return amounts.stream()
                .filter(limit -> limit.currency().equals(currency.getCode()))
                .findFirst();
    }

    /** These, and where they say nothing what others say. */
    TokenLimits orElse(TokenLimits usual) {
        List<AmountLimit> all = new java.util.ArrayList<>(amounts);
        usual.amounts.stream()
                .filter(limit -> amount(CurrencyUnit.of(limit.currency())).isEmpty())
                .forEach(all::add);
        return new TokenLimits(purchasesPerDay == null ? usual.purchasesPerDay : purchasesPerDay, all);
    }

    int mostPurchasesPerDay() {
        return purchasesPerDay == null ? MOST_PURCHASES_PER_DAY : purchasesPerDay;
    }
}
