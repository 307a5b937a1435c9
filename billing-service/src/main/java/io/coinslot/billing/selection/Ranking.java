package io.coinslot.billing.selection;

import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.MarketPreference;
import io.coinslot.billing.catalog.Platform;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * The markets where a player may pay, the most preferred first.
 *
 * @param ofService whether a preference of the service says so, and not the usual order
 */
public record Ranking(List<Market> markets, boolean ofService) {
    private static final String KOREA = "KR";
    private static final String WON = "KRW";
    private static final List<Market> ANDROID_STORES =
            List.of(Market.GOOGLE_PLAY, Market.ONE_STORE, Market.GALAXY_STORE);

    public Ranking {
        markets = List.copyOf(markets);
    }

    /** What is null is not known of the player. */
    public static Ranking of(
            List<MarketPreference> preferences,
            @Nullable Platform platform,
            @Nullable String region,
            @Nullable CurrencyUnit currency) {
        return preferences.stream()
                .filter(preference -> preference.fits(platform, region, currency))
                .findFirst()
                .map(preference -> new Ranking(preference.markets(), true))
                .orElseGet(() -> new Ranking(usual(platform, isKorean(region, currency)), false));
    }

    /** Stores sell to their own devices only, so without a platform what can be paid anywhere comes first. */
    private static List<Market> usual(@Nullable Platform platform, boolean korean) {
        return switch (platform) {
            case ANDROID -> ANDROID_STORES;
            case IOS -> List.of(Market.APP_STORE);
            case WEB, DESKTOP -> paidAnywhere(korean);
            case null -> {
                List<Market> all = new ArrayList<>(paidAnywhere(korean));
                all.add(Market.GOOGLE_PLAY);
                all.add(Market.APP_STORE);
                all.add(Market.ONE_STORE);
                all.add(Market.GALAXY_STORE);
                yield all;
            }
        };
    }

    private static List<Market> paidAnywhere(boolean korean) {
        return korean ? List.of(Market.TOSS_PAYMENTS, Market.STRIPE) : List.of(Market.STRIPE, Market.TOSS_PAYMENTS);
    }

    private static boolean isKorean(@Nullable String region, @Nullable CurrencyUnit currency) {
        return currency == null ? KOREA.equals(region) : currency.getCode().equals(WON);
    }
}
