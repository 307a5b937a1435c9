package io.coinslot.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Money on its way back to the player. */
public record Refund(
        String refundId,
        @Nullable String status,
        @Nullable Money amount,
        @Nullable String reason,
        @Nullable Instant requestedAt) {}
