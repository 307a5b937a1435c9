package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A registered card on a device, as it is after a change. Of two that are told, the one with the later time holds.
 *
 * @param suspendedBy who holds it back: ISSUER, TOKEN_REQUESTOR, CARDHOLDER, DEVICE_LOCKED
 * @param accountPanSuffix the card's last four digits
 * @param reason why it changed, such as SUSPECTED_FRAUD, if somebody said
 */
public record TokenUpdate(
        String tokenUniqueReference,
        @Nullable String cardReferenceId,
        String userId,
        Status status,
        List<String> suspendedBy,
        @Nullable String accountPanSuffix,
        @Nullable String brand,
        @Nullable String reason,
        Instant occurredAt) {
    public TokenUpdate {
        Objects.requireNonNull(tokenUniqueReference, "tokenUniqueReference");
        Objects.requireNonNull(status, "status");
        suspendedBy = List.copyOf(suspendedBy);
    }

    /** Whether it can pay. */
    public enum Status {
        INACTIVE,
        ACTIVE,
        SUSPENDED,
        DEACTIVATED,
        /** A status that is newer than this client. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
