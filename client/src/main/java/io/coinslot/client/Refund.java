package io.coinslot.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way back to the player.
 *
 * @param amount what was asked for; of a refund that the market made by itself, what it gave back
 * @param refunded what the market really gave back; null as long as it tells of nothing
 * @param status PENDING, SUCCEEDED (also when a part came back: refunded tells the rest), REJECTED, or REVERSED when all
 *     of it came back
 * @param initiator SERVICE, MARKET or USER
 */
public record Refund(
        String refundId,
        @Nullable String status,
        @Nullable Money amount,
        @Nullable Money refunded,
        @Nullable String initiator,
        @Nullable String reason,
        @Nullable Instant requestedAt) {}
