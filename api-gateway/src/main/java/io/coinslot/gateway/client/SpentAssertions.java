package io.coinslot.gateway.client;

import java.time.Instant;

/** Which signed assertions were used already. Each counts once, whichever gateway it comes to. */
public interface SpentAssertions {
    /**
     * Marks an assertion as used.
     *
     * @param expiresAt after which it need not be remembered
     * @return false if it was used before
     */
    boolean spend(String clientId, String assertionId, Instant expiresAt);
}
