package io.coinslot.simulators.issuer;

import org.jspecify.annotations.Nullable;

/**
 * What the company says to a card.
 *
 * @param declineReason why, if it declines now or later
 * @param lateDecision what becomes of it if it is pending, null if only the control interface decides
 * @param lateAfterSeconds how long a pending one takes
 */
record Ruling(
        Decision decision,
        @Nullable DeclineReason declineReason,
        @Nullable Decision lateDecision,
        int lateAfterSeconds) {
    static final int USUAL_SECONDS = 3;

    static Ruling declined(DeclineReason reason) {
        return new Ruling(Decision.DECLINED, reason, null, 0);
    }
}
