package io.coinslot.client;

import org.jspecify.annotations.Nullable;

/**
 * What a player wants to buy, and where. Without a market one is chosen for the player: where the player paid last, or
 * else the first that the service prefers, of those that sell the product on the player's platform and answer.
 */
public record NewPurchase(
        String userId,
        String productId,
        @Nullable Market market,
        int quantity,
        @Nullable String region,
        @Nullable String currency,
        @Nullable String deviceId,
        @Nullable Platform platform,
        @Nullable ChargedToken paymentToken) {

    /** One piece, at the price of the player's market. */
    public static NewPurchase of(String userId, String productId, Market market) {
        return new NewPurchase(userId, productId, market, 1, null, null, null, null, null);
    }

    /** One piece, at a market that is chosen for a player on this platform. */
    public static NewPurchase on(Platform platform, String userId, String productId) {
        return new NewPurchase(userId, productId, null, 1, null, null, null, platform, null);
    }

    /** One piece, charged to the token of a card that the user registered: the player does nothing. */
    public static NewPurchase chargedTo(String tokenUniqueReference, String userId, String productId) {
        return new NewPurchase(
                userId, productId, Market.STRIPE, 1, null, null, null, null, new ChargedToken(tokenUniqueReference));
    }

    public NewPurchase withQuantity(int newQuantity) {
        return new NewPurchase(
                userId, productId, market, newQuantity, region, currency, deviceId, platform, paymentToken);
    }

    public NewPurchase inRegion(String newRegion) {
        return new NewPurchase(
                userId, productId, market, quantity, newRegion, currency, deviceId, platform, paymentToken);
    }

    public NewPurchase inCurrency(String newCurrency) {
        return new NewPurchase(
                userId, productId, market, quantity, region, newCurrency, deviceId, platform, paymentToken);
    }

    public NewPurchase onDevice(String newDeviceId) {
        return new NewPurchase(
                userId, productId, market, quantity, region, currency, newDeviceId, platform, paymentToken);
    }
}
