package io.coinslot.cardregistry.account;

import java.time.Instant;

/** Assertions that devices used. Each serves for one registration; at all instances together the store decides which. */
public interface SpentAssertions {
    /**
     * Uses an assertion up for a registration.
     *
     * @param assertionId as {@link VerifiedAccount} names it
     * @param expiresAt until when the assertion could be shown again
     * @return false if another registration was first; the same one may ask again
     */
    boolean spend(String assertionId, Instant expiresAt, String registrationId);
}
