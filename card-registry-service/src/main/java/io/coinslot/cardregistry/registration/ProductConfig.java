package io.coinslot.cardregistry.registration;

import org.jspecify.annotations.Nullable;

/** How a card is shown, and the terms that come with it. */
public record ProductConfig(
        @Nullable String issuerName,
        @Nullable String shortDescription,
        @Nullable String brand,
        @Nullable String termsAndConditionsUrl,
        @Nullable String termsAndConditionsAssetId) {

    /** What the cardholder accepts; terms without an id of their own go by their address. Null without terms. */
    public @Nullable String termsId() {
        return termsAndConditionsAssetId == null ? termsAndConditionsUrl : termsAndConditionsAssetId;
    }
}
