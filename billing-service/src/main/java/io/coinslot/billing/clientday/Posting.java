package io.coinslot.billing.clientday;

import io.coinslot.billing.purchase.PurchaseId;
import java.time.Instant;

/**
 * A purchase that counts in a client's day.
 *
 * @param heldAt when its amount was reserved, or was last wanted again
 */
public record Posting(PurchaseId purchaseId, long minorUnits, Instant heldAt, Status status) {
    /** How it counts. */
    public enum Status {
        /** Reserved until it is known whether the purchase is paid. */
        HELD,
        /** Paid: it counts for good, whatever is refunded later. */
        PAID,
        /** Counts no more, since it ended without payment; unless it is paid all the same. */
        RELEASED
    }

    boolean isHeld() {
        return status == Status.HELD;
    }

    boolean mayBecome(Status next) {
        return isHeld() || (status == Status.RELEASED && next == Status.PAID);
    }

    boolean counts() {
        return status != Status.RELEASED;
    }

    Posting of(long actualMinorUnits, Status next) {
        return new Posting(purchaseId, actualMinorUnits, heldAt, next);
    }

    Posting heldAgainAt(Instant now) {
        return new Posting(purchaseId, minorUnits, now, status);
    }
}
