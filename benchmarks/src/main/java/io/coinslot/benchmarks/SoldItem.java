package io.coinslot.benchmarks;

/** What the run sells at one market. */
record SoldItem(String productId, String marketProductId, String amount, String currency, int minorDigits) {
    static SoldItem at(String market) {
        return switch (market) {
            case MarketPlayer.GOOGLE_PLAY,
                    MarketPlayer.GALAXY_STORE,
                    MarketPlayer.ONE_STORE,
                    MarketPlayer.TOSS_PAYMENTS -> new SoldItem("gem-100", "gem_100", "1200", "KRW", 0);
            case MarketPlayer.STRIPE, MarketPlayer.APP_STORE -> new SoldItem("gem-100", "gem_100", "0.99", "USD", 2);
            default -> throw new IllegalArgumentException("no item for " + market);
        };
    }

    long minorUnits() {
        return new java.math.BigDecimal(amount).movePointRight(minorDigits).longValueExact();
    }

    String priceJson() {
        return "{\"amount\":\"" + amount + "\",\"currency\":\"" + currency + "\"}";
    }
}
