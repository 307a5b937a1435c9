package io.coinslot.cardregistry.token;

import java.util.EnumSet;
import java.util.Set;

/** Whether a token can pay. */
public enum TokenStatus {
    /** Made, but the cardholder has not proved who they are. */
    INACTIVE,
    /** It pays. */
    ACTIVE,
    /** Somebody holds it back. */
    SUSPENDED,
    /** Deleted, for good. */
    DEACTIVATED;

    /** The one table of transitions. Staying in a status is no transition. */
    private Set<TokenStatus> next() {
        return switch (this) {
            case INACTIVE -> EnumSet.of(ACTIVE, DEACTIVATED);
            case ACTIVE -> EnumSet.of(SUSPENDED, DEACTIVATED);
            case SUSPENDED -> EnumSet.of(ACTIVE, DEACTIVATED);
            case DEACTIVATED -> EnumSet.noneOf(TokenStatus.class);
        };
    }

    public boolean mayBecome(TokenStatus other) {
        return next().contains(other);
    }
}
