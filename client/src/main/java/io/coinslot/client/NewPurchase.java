package io.coinslot.client;

import org.jspecify.annotations.Nullable;

/** What a player wants to buy, and where. */
public record NewPurchase(
        String userId,
        String productId,
        Market market,
        int quantity,
        @Nullable String region,
        @Nullable String currency,
        @Nullable String deviceId) {

    /** One piece, at the price of the player's market. */
    public static NewPurchase of(String userId, String productId, Market market) {
        return new NewPurchase(userId, productId, market, 1, null, null, null);
    }

    public NewPurchase withQuantity(int newQuantity) {
        return new NewPurchase(userId, productId, market, newQuantity, region, currency, deviceId);
    }

    public NewPurchase inRegion(String newRegion) {
        return new NewPurchase(userId, productId, market, quantity, newRegion, currency, deviceId);
    }

    public NewPurchase inCurrency(String newCurrency) {
        return new NewPurchase(userId, productId, market, quantity, region, newCurrency, deviceId);
    }

    public NewPurchase onDevice(String newDeviceId) {
        return new NewPurchase(userId, productId, market, quantity, region, currency, newDeviceId);
    }
}
