package io.coinslot.gateway.client;

import java.time.Instant;

/** Ids that count once, such as a signed assertion's or a proof's: whichever gateway they come to. */
public interface SpentIds {
    /**
     * Marks an id as used.
     *
     * @param owner whose id it is; another's id may be the same
     * @param expiresAt after which it need not be remembered
     * @return false if it was used before
     * @throws io.coinslot.servicekit.problem.ProblemException if that cannot be found out
     */
    boolean spend(String owner, String id, Instant expiresAt);
}
