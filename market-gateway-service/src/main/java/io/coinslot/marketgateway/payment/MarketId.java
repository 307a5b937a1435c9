package io.coinslot.marketgateway.payment;

import java.util.regex.Pattern;

/** The name of a market, such as google-play. Open: a market is added by a package that brings its name. */
public record MarketId(String value) {
    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public MarketId {
        if (!KEBAB.matcher(value).matches()) {
            throw new IllegalArgumentException("not a market's name: " + value);
        }
    }

    /** Whether the text could be a market's name. */
    public static boolean matches(String text) {
        return text.length() <= 64 && KEBAB.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
