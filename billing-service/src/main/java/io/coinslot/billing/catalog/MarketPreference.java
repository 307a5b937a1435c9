package io.coinslot.billing.catalog;

import java.util.List;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which markets a service takes for purchases that name none; what is null fits any.
 *
 * @param region ISO 3166-1 alpha-2 code
 * @param markets the most preferred first; others are not taken
 */
public record MarketPreference(
        @Nullable Platform platform,
        @Nullable String region,
        @Nullable CurrencyUnit currency,
        List<Market> markets) {
    public MarketPreference {
        markets = List.copyOf(markets);
    }

    /** Whether it holds for a player; what is not known of the player fits no preference that asks for it. */
    public boolean fits(
            @Nullable Platform ofPlayer, @Nullable String regionOfPlayer, @Nullable CurrencyUnit currencyAsked) {
        return (platform == null || platform == ofPlayer)
                && (region == null || region.equals(regionOfPlayer))
                && (currency == null || currency.equals(currencyAsked));
    }
}
