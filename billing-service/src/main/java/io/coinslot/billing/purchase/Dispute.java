package io.coinslot.billing.purchase;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A chargeback. Counted once per dispute id.
 *
 * @param reason why, as the bank says it; null also in documents of an older version
 * @param turn how many turns it has taken: opened, closed, perhaps opened again; null in documents of an older version
 */
public record Dispute(
        String disputeId,
        Money amount,
        DisputeStatus status,
        @Nullable String reason,
        @Nullable Long turn) {
    public boolean takesMoney() {
        return status != DisputeStatus.WON;
    }

    public Dispute because(@Nullable String known) {
        return new Dispute(disputeId, amount, status, known, turn);
    }

    /** Whether this is the market's later word about the same dispute. */
    public boolean isAfter(Dispute other) {
        return turns() > other.turns();
    }

    private long turns() {
        if (turn != null) {
            return turn;
        }
        return status == DisputeStatus.OPEN ? 1 : 2;
    }
}
