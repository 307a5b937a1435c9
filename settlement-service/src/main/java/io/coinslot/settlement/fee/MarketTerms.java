package io.coinslot.settlement.fee;

import java.util.Map;

/**
 * How a market reckons its fee.
 *
 * @param onTaxToo whether the fee is on the whole amount, or on what is left without tax
 * @param returned whether the market gives its fee back with a refund
 */
public record MarketTerms(boolean onTaxToo, boolean returned) {
    /** A store that sells in its own name: it remits the tax, and takes its commission back with the sale. */
    private static final MarketTerms STORE = new MarketTerms(false, true);
    /** A payment service: it charges for the payment, and keeps that when the payment is refunded. */
    private static final MarketTerms PAYMENT_SERVICE = new MarketTerms(true, false);

    private static final Map<String, MarketTerms> BY_MARKET = Map.of(
            "google-play", STORE,
            "app-store", STORE,
            "one-store", STORE,
            "galaxy-store", STORE,
            "stripe", PAYMENT_SERVICE,
            "toss-payments", PAYMENT_SERVICE);

    public static boolean knows(String market) {
        return BY_MARKET.containsKey(market);
    }

    static MarketTerms of(String market) {
        return BY_MARKET.getOrDefault(market, PAYMENT_SERVICE);
    }
}
