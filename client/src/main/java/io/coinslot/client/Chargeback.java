package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import org.jspecify.annotations.Nullable;

/**
 * A payment that the payer's bank disputes.
 *
 * @param disputeId the market's id
 * @param reason why, as the bank says it
 */
public record Chargeback(
        String disputeId,
        @Nullable Status status,
        @Nullable Money amount,
        @Nullable String reason) {
    /** How the dispute stands. */
    public enum Status {
        /** The money is held back until it is decided. */
        OPEN,
        /** The money came back. */
        WON,
        /** The money is gone. */
        LOST,
        /** A status that is newer than this client. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
