package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import org.jspecify.annotations.Nullable;

/**
 * A payment that the payer's bank disputes.
 *
 * @param disputeId the market's id
 * @param reason why, as the bank says it
 * @param won of one that was won in part: what came back of the amount; null otherwise
 */
public record Chargeback(
        String disputeId,
        @Nullable Status status,
        @Nullable Money amount,
        @Nullable String reason,
        @Nullable Money won) {
    /** How the dispute stands. */
    public enum Status {
        /** The money is held back until it is decided. */
        OPEN,
        /** The money came back: all of it, or as much as {@link Chargeback#won()} tells. */
        WON,
        /** The money is gone. */
        LOST,
        /** A status that is newer than this client. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
