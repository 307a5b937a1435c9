package io.coinslot.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which purchases to list; what is null does not narrow. */
public record PurchaseQuery(
        @Nullable String userId,
        @Nullable PurchaseStatus status,
        @Nullable Market market,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Every purchase of the service. */
    public static PurchaseQuery all() {
        return new PurchaseQuery(null, null, null, null, null);
    }

    public static PurchaseQuery ofUser(String userId) {
        return new PurchaseQuery(userId, null, null, null, null);
    }

    public PurchaseQuery withStatus(PurchaseStatus newStatus) {
        return new PurchaseQuery(userId, newStatus, market, from, to);
    }

    public PurchaseQuery atMarket(Market newMarket) {
        return new PurchaseQuery(userId, status, newMarket, from, to);
    }

    public PurchaseQuery between(Instant newFrom, Instant newTo) {
        return new PurchaseQuery(userId, status, market, newFrom, newTo);
    }
}
