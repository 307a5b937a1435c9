package io.coinslot.simulators.issuer;

/** Why a card is not registered. */
enum DeclineReason {
    /** The card was reported lost. */
    LOST,
    /** The card was reported stolen. */
    STOLEN,
    /** The card is past its date. */
    EXPIRED,
    /** The card may not be used so. */
    RESTRICTED,
    /** Something about the request is suspicious. */
    SEC_VIOLATION,
    /** The card's data are not those of the card. */
    INVAL_CARD,
    /** There is no such account. */
    INVAL_ACCT,
    /** The account was closed. */
    CLOSED_ACCOUNT,
    /** The card is on too many devices already. */
    EXCEEDS_CNT,
    /** The company does not say why. */
    DO_NOT_HONOR
}
