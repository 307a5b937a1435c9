package io.coinslot.cardregistry.registration;

import java.time.Instant;

/**
 * A card's credential, sealed to the financial company's key: we pass it on and cannot read it.
 *
 * @param encryptedPayload the JSON object as the peer gave it
 */
public record SealedCredential(String encryptedPayload, Instant validUntil) {
    @Override
    public String toString() {
        return "SealedCredential[validUntil=" + validUntil + "]";
    }
}
