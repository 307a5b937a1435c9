package io.coinslot.simulators.issuer;

/** How far the registration of a card has come. */
enum TaskStatus {
    /** Nobody has looked at it yet. */
    PENDING,
    /** Somebody is looking at it. */
    IN_PROGRESS,
    /** It is decided. */
    COMPLETED,
    /** It came to nothing. */
    FAILED
}
