package io.coinslot.cardregistry.token;

/** Who may hold a token back. Each lets go of its own suspension alone. */
public enum Suspender {
    ISSUER,
    TOKEN_REQUESTOR,
    CARDHOLDER,
    DEVICE_LOCKED
}
