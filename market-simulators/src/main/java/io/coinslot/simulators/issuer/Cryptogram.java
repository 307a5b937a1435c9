package io.coinslot.simulators.issuer;

import java.time.Instant;

/**
 * A right to pay once with a token, known by the digest of its cryptogram alone.
 *
 * @param isUsed whether a payment came with it
 */
record Cryptogram(String digest, String tokenUniqueReference, Instant expiresAt, boolean isUsed) {
    Cryptogram used() {
        return new Cryptogram(digest, tokenUniqueReference, expiresAt, true);
    }
}
