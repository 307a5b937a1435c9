package io.coinslot.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A delivery that the game has to make or has made. */
public record PendingDelivery(
        String purchaseId,
        @Nullable String userId,
        @Nullable String productId,
        @Nullable Integer quantity,
        @Nullable Market market,
        @Nullable String status,
        @Nullable Instant deadline) {}
