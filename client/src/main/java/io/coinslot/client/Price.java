package io.coinslot.client;

import org.jspecify.annotations.Nullable;

/** A price, for every market and region or for the ones it names. */
public record Price(@Nullable Market market, @Nullable String region, String amount, String currency) {

    /** The price in a currency wherever no closer one is set. */
    public static Price of(String amount, String currency) {
        return new Price(null, null, amount, currency);
    }

    public Price {
        Money.of(amount, currency);
    }
}
