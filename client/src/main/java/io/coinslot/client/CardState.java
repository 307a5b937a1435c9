package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How far a card has come on its way to a device, in the order of progress. */
public enum CardState {
    RECEIVED,
    ACCOUNT_VERIFIED,
    PEER_REQUESTED,
    CARDS_RECEIVED,
    /** The cardholder chooses ({@link CardRegistrations#select}). */
    SELECTION_PENDING,
    /** The cardholder accepts the terms ({@link CardRegistrations#acceptTerms}). */
    TERMS_PENDING,
    ISSUER_SUBMITTED,
    /** The financial company did not answer and is being looked up. */
    OUTCOME_UNKNOWN,
    /** The cardholder chooses where a code is sent ({@link CardRegistrations#requestCode}). */
    AUTHENTICATION_REQUIRED,
    CODE_REQUESTED,
    /** The cardholder enters the code ({@link CardRegistrations#activate}). */
    CODE_SENT,
    AUTHENTICATED,
    APPROVED,
    PROVISIONING,
    /** The card is on the device. */
    COMPLETED,
    /** The financial company said no. */
    DECLINED,
    EXPIRED,
    CANCELLED,
    /** It could not be done, for the reason that is told. */
    FAILED,
    /** A state that is newer than this client. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** Whether nothing goes on before the cardholder does something. */
    public boolean awaitsCardholder() {
        return switch (this) {
            case SELECTION_PENDING, TERMS_PENDING, AUTHENTICATION_REQUIRED, CODE_SENT -> true;
            default -> false;
        };
    }

    /** Whether nothing will change any more. */
    public boolean isOver() {
        return switch (this) {
            case COMPLETED, DECLINED, EXPIRED, CANCELLED, FAILED -> true;
            default -> false;
        };
    }
}
