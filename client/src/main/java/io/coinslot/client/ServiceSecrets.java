package io.coinslot.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a service, shown once after it was registered or its secrets were rotated. Until {@code oldValidUntil}
 * the former ones work too.
 */
public record ServiceSecrets(
        String serviceId,
        String clientId,
        String clientSecret,
        @Nullable String webhookSecret,
        @Nullable Instant oldValidUntil) {

    /** Tells whose secrets they are, never the secrets. */
    @Override
    public String toString() {
        return "ServiceSecrets[serviceId=" + serviceId + ", clientId=" + clientId + "]";
    }
}
