package io.coinslot.simulators.issuer;

import org.jspecify.annotations.Nullable;

/**
 * A card of the company, without its number.
 *
 * @param masked the first six and the last four digits
 * @param expiry month and year, MMYY
 */
record KnownCard(
        String panUniqueReference,
        String paymentAccountReference,
        String masked,
        String expiry,
        @Nullable String brand,
        Ruling ruling) {

    String suffix() {
        return masked.substring(masked.length() - 4);
    }

    String brandName() {
        return brand == null ? "card" : brand;
    }

    KnownCard ruled(Ruling other) {
        return new KnownCard(panUniqueReference, paymentAccountReference, masked, expiry, brand, other);
    }

    /** The card that comes in its place. */
    KnownCard replacedBy(String newReference, String newSuffix, String newExpiry) {
        String newMasked = masked.substring(0, masked.length() - newSuffix.length()) + newSuffix;
        return new KnownCard(newReference, paymentAccountReference, newMasked, newExpiry, brand, ruling);
    }
}
