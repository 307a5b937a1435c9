package io.coinslot.cardregistry.registration;

/** What the financial company says of an activation code. */
public enum ActivationResult {
    SUCCESS,
    INCORRECT_CODE,
    INCORRECT_CODE_RETRIES_EXCEEDED,
    EXPIRED_CODE
}
