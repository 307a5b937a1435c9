package io.coinslot.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much and how often the token of a registered card may be charged on a day in UTC.
 *
 * @param purchasesPerDay null to leave it as it usually is
 * @param purchasesToday in answers: those that came to nothing too
 */
public record TokenLimits(
        @Nullable Integer purchasesPerDay, @Nullable Integer purchasesToday, List<Amount> amounts) {

    public TokenLimits {
        amounts = List.copyOf(amounts);
    }

    /** Limits to set. */
    public static TokenLimits of(@Nullable Integer purchasesPerDay, Amount... amounts) {
        return new TokenLimits(purchasesPerDay, null, List.of(amounts));
    }

    /**
     * The limits in one currency as decimal strings, null for none.
     *
     * @param chargedToday in answers: charged or reserved
     */
    public record Amount(
            String currency,
            @Nullable String perPurchase,
            @Nullable String perDay,
            @Nullable String chargedToday) {

        /** Limits to set. */
        public static Amount of(String currency, @Nullable String perPurchase, @Nullable String perDay) {
            return new Amount(currency, perPurchase, perDay, null);
        }
    }
}
