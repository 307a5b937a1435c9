package io.coinslot.cardregistry.token;

import org.jspecify.annotations.Nullable;

/**
 * A wish to suspend, let go or delete a token.
 *
 * @param reasonCode such as DEVICE_LOST
 * @param reason free text, perhaps empty
 * @param deviceId of the device that asks; null if it is the service
 */
public record ChangeRequest(
        Suspender causedBy,
        String reasonCode,
        String reason,
        @Nullable String deviceId) {}
