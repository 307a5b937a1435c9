package io.coinslot.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a player holds although its money went back, and owes for it.
 *
 * @param debt what the user owes for this purchase now; zero once the money is there again, and for what the service gave
 *     back by itself
 * @param initiator who had the money taken back: SERVICE, MARKET or USER; a dispute is the USER's
 * @param reason why, as the market or the bank says it
 */
public record Clawback(
        @Nullable Delivered delivered,
        @Nullable Money debt,
        @Nullable String initiator,
        @Nullable String reason) {

    /**
     * What was granted.
     *
     * @param consumedAt when the player had used it up, as the game reported it
     */
    public record Delivered(
            String productId,
            int quantity,
            @Nullable Instant confirmedAt,
            @Nullable String confirmedBy,
            @Nullable Instant consumedAt) {}
}
