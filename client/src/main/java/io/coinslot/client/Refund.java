package io.coinslot.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way back to the player.
 *
 * @param status PENDING, SUCCEEDED, REJECTED or REVERSED
 * @param initiator SERVICE, MARKET or USER
 */
public record Refund(
        String refundId,
        @Nullable String status,
        @Nullable Money amount,
        @Nullable String initiator,
        @Nullable String reason,
        @Nullable Instant requestedAt) {}
