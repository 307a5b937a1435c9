package io.coinslot.billing.catalog;

import java.util.Arrays;
import java.util.Locale;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** Where players pay. */
public enum Market {
    GOOGLE_PLAY(true),
    APP_STORE(true),
    ONE_STORE(true),
    GALAXY_STORE(true, 1),
    STRIPE(false),
    TOSS_PAYMENTS(false, Long.MAX_VALUE, "KRW");

    private final boolean sellsOwnProducts;
    private final long mostPieces;
    private final @Nullable String onlyCurrency;
    private final String slug = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Market(boolean sellsOwnProducts) {
        this(sellsOwnProducts, Long.MAX_VALUE);
    }

    Market(boolean sellsOwnProducts, long mostPieces) {
        this(sellsOwnProducts, mostPieces, null);
    }

    Market(boolean sellsOwnProducts, long mostPieces, @Nullable String onlyCurrency) {
        this.sellsOwnProducts = sellsOwnProducts;
        this.mostPieces = mostPieces;
        this.onlyCurrency = onlyCurrency;
    }

    /** The market's name in the API and on topics, such as google-play. */
    public String slug() {
        return slug;
    }

    /** Whether the market knows the product by an id of its own; payment providers know only an amount. */
    public boolean sellsOwnProducts() {
        return sellsOwnProducts;
    }

    /** How many pieces of a product one payment there can be for. */
    public long mostPieces() {
        return mostPieces;
    }

    /** Whether tokens of registered cards can be charged there. */
    public boolean chargesTokens() {
        return this == STRIPE;
    }

    /** Whether it can be paid in the currency there at all. */
    public boolean takes(CurrencyUnit currency) {
        return onlyCurrency == null || onlyCurrency.equals(currency.getCode());
    }

    /** The market of this name, or null. */
    public static @Nullable Market of(@Nullable String slug) {
        return Arrays.stream(values())
                .filter(market -> market.slug.equals(slug))
                .findFirst()
                .orElse(null);
    }
}
