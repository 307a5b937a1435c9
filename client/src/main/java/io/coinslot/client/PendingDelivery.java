package io.coinslot.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that the game has to make or has made.
 *
 * @param serviceId in lists of all services; the others leave out what follows, too
 * @param acknowledgeBy when the market gives the money back by itself; null if it does not
 * @param overdue whether the game was told that it is late
 */
public record PendingDelivery(
        String purchaseId,
        @Nullable String userId,
        @Nullable String productId,
        @Nullable Integer quantity,
        @Nullable Market market,
        @Nullable String status,
        @Nullable Instant deadline,
        @Nullable String serviceId,
        @Nullable Instant acknowledgeBy,
        boolean overdue) {}
