package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What pays in place of a card on one device.
 *
 * @param suspendedBy who holds it back; it is active when nobody does
 * @param accountPanSuffix the card's last four digits
 * @param tokenPanSuffix the token's own
 */
public record PaymentToken(
        String tokenUniqueReference,
        Status status,
        List<Party> suspendedBy,
        String userId,
        String deviceId,
        String paymentAppInstanceId,
        String registrationId,
        @Nullable String accountPanSuffix,
        @Nullable String tokenPanSuffix,
        @Nullable String issuerName,
        @Nullable String shortDescription,
        @Nullable String brand,
        Instant createdAt) {
    public PaymentToken {
        suspendedBy = List.copyOf(suspendedBy);
    }

    /** Whether it can pay. */
    public enum Status {
        /** The cardholder has not proved who they are. */
        INACTIVE,
        ACTIVE,
        SUSPENDED,
        /** Deleted, for good. */
        DEACTIVATED,
        /** A status that is newer than this client. */
        @JsonEnumDefaultValue
        UNKNOWN
    }

    /** Who may hold a token back. Each lets go of its own suspension alone. */
    public enum Party {
        ISSUER,
        /** The service. */
        TOKEN_REQUESTOR,
        CARDHOLDER,
        DEVICE_LOCKED,
        /** Somebody newer than this client. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
