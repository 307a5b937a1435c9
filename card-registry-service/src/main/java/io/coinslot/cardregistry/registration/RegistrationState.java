package io.coinslot.cardregistry.registration;

import java.util.EnumSet;
import java.util.Set;

/**
 * How far a registration has come, in the order of progress. A registration follows the table until its cards are known;
 * from then on each card follows it, and the registration shows where the card is that has come least far.
 */
public enum RegistrationState {
    /** Recorded; whose account it is has not been verified yet. */
    RECEIVED,
    /** The account assertion is good. */
    ACCOUNT_VERIFIED,
    /** The peers are being asked. */
    PEER_REQUESTED,
    /** Every peer answered or was given up, and there are cards. */
    CARDS_RECEIVED,
    /** The cardholder chooses. */
    SELECTION_PENDING,
    /** The cardholder reads the financial company's terms. */
    TERMS_PENDING,
    /** Its task id is set; the sealed credential is fetched and handed on, and the financial company decides. */
    ISSUER_SUBMITTED,
    /** The financial company did not answer: its task is looked up, and never given another id. */
    OUTCOME_UNKNOWN,
    /** The cardholder has to choose how to prove who they are. */
    AUTHENTICATION_REQUIRED,
    /** An activation code is being asked for. */
    CODE_REQUESTED,
    /** The cardholder has got a code. */
    CODE_SENT,
    /** The code was right. */
    AUTHENTICATED,
    /** The financial company made a token. */
    APPROVED,
    /** The token is being put on the device. */
    PROVISIONING,
    /** The card is on the device. */
    COMPLETED,
    /** The financial company said no. */
    DECLINED,
    /** Nobody went on in time. */
    EXPIRED,
    /** The device gave it up. */
    CANCELLED,
    /** It could not be done, for the reason that is noted. */
    FAILED;

    private static final Set<RegistrationState> ENDS = EnumSet.of(EXPIRED, CANCELLED, FAILED);

    /** The one table of transitions. Staying in a state is no transition; what is open may always end. */
    private Set<RegistrationState> next() {
        return switch (this) {
            case RECEIVED -> EnumSet.of(ACCOUNT_VERIFIED);
            case ACCOUNT_VERIFIED -> EnumSet.of(PEER_REQUESTED);
            case PEER_REQUESTED -> EnumSet.of(CARDS_RECEIVED);
            case CARDS_RECEIVED -> EnumSet.of(SELECTION_PENDING, ISSUER_SUBMITTED);
            case SELECTION_PENDING -> EnumSet.of(TERMS_PENDING, ISSUER_SUBMITTED);
            case TERMS_PENDING -> EnumSet.of(ISSUER_SUBMITTED);
            case ISSUER_SUBMITTED -> EnumSet.of(APPROVED, AUTHENTICATION_REQUIRED, DECLINED, OUTCOME_UNKNOWN);
            case OUTCOME_UNKNOWN -> EnumSet.of(ISSUER_SUBMITTED, APPROVED, AUTHENTICATION_REQUIRED, DECLINED);
            case AUTHENTICATION_REQUIRED -> EnumSet.of(CODE_REQUESTED, AUTHENTICATED);
            case CODE_REQUESTED -> EnumSet.of(CODE_SENT, AUTHENTICATION_REQUIRED, AUTHENTICATED);
            case CODE_SENT -> EnumSet.of(AUTHENTICATED, CODE_REQUESTED, AUTHENTICATION_REQUIRED);
            case AUTHENTICATED, APPROVED -> EnumSet.of(PROVISIONING);
            case PROVISIONING -> EnumSet.of(COMPLETED);
            case COMPLETED, DECLINED, EXPIRED, CANCELLED, FAILED -> EnumSet.noneOf(RegistrationState.class);
        };
    }

    public boolean mayBecome(RegistrationState other) {
        return next().contains(other) || !isFinal() && ENDS.contains(other);
    }

    public boolean isFinal() {
        return compareTo(COMPLETED) >= 0;
    }

    /** Whether the financial company may hold, or be about to make, a token that we do not know of. */
    public boolean isAtIssuer() {
        return this == ISSUER_SUBMITTED || this == OUTCOME_UNKNOWN;
    }

    /** Whether the cardholder has to prove who they are before the token becomes usable. */
    public boolean isStepUp() {
        return this == AUTHENTICATION_REQUIRED || this == CODE_REQUESTED || this == CODE_SENT;
    }
}
