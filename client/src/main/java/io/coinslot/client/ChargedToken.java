package io.coinslot.client;

import java.util.Objects;

/** The token of a registered card that is charged for a purchase, by its reference. */
public record ChargedToken(String tokenUniqueReference) {
    public ChargedToken {
        Objects.requireNonNull(tokenUniqueReference, "tokenUniqueReference");
    }
}
