package io.coinslot.cardregistry.token;

import org.jspecify.annotations.Nullable;

/** Who may hold a token back. Each lets go of its own suspension alone. */
public enum Suspender {
    ISSUER,
    TOKEN_REQUESTOR,
    CARDHOLDER,
    DEVICE_LOCKED;

    /** Whom a company that does not know locks knows by the same name, or null: the two hold a token there as one. */
    public @Nullable Suspender alias() {
        return switch (this) {
            case TOKEN_REQUESTOR -> DEVICE_LOCKED;
            case DEVICE_LOCKED -> TOKEN_REQUESTOR;
            case ISSUER, CARDHOLDER -> null;
        };
    }
}
