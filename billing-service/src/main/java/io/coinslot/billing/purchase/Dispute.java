package io.coinslot.billing.purchase;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A chargeback. Counted once per dispute id.
 *
 * @param amount what is disputed, as its opening tells
 * @param reason why, as the bank says it; null also in documents of an older version
 * @param turn how many turns it has taken: opened, closed, perhaps opened again; null in documents of an older version
 * @param won how much came back of one that is WON; null for all of it, and in documents of an older version
 * @param unopened whether its opening, which tells the amount, was not heard of yet; null means no
 */
public record Dispute(
        String disputeId,
        Money amount,
        DisputeStatus status,
        @Nullable String reason,
        @Nullable Long turn,
        @Nullable Money won,
        @Nullable Boolean unopened) {

    public static Dispute opened(String disputeId, Money amount, @Nullable String reason, long turn) {
        return new Dispute(disputeId, amount, DisputeStatus.OPEN, reason, turn, null, null);
    }

    /** @param amount that comes back if it is won */
    public static Dispute closed(String disputeId, Money amount, boolean won, long turn) {
        return new Dispute(
                disputeId, amount, won ? DisputeStatus.WON : DisputeStatus.LOST, null, turn, won ? amount : null, true);
    }

    /** As it stands after another word of the market: its last one holds, whichever way it turned before. */
    public Dispute after(Dispute told) {
        if (told.isAfter(this)) {
            return told.following(this);
        }
        return told.isOpen() && isUnopened() ? openedWith(told) : this;
    }

    /** This word about a dispute of which more was known: its amount is that of its opening. */
    private Dispute following(Dispute known) {
        String why = reason == null ? known.reason : reason;
        return isOpen()
                ? new Dispute(disputeId, amount, status, why, turn, null, null)
                : new Dispute(disputeId, known.amount, status, why, turn, won, known.unopened);
    }

    /** With its opening, which is heard of only after its end. */
    private Dispute openedWith(Dispute opening) {
        return new Dispute(disputeId, opening.amount, status, opening.reason, turn, won, null);
    }

    private boolean isUnopened() {
        return Boolean.TRUE.equals(unopened);
    }

    public boolean isOpen() {
        return status == DisputeStatus.OPEN;
    }

    /** How much of the money it holds, or has taken. What is won in another currency is not known to be any of it. */
    public Money taken() {
        if (status != DisputeStatus.WON) {
            return amount;
        }
        Money nothing = amount.multipliedBy(0);
        if (won == null) {
            return nothing;
        }
        Money left = won.isSameCurrency(amount) ? amount.minus(won) : amount;
        return left.isNegative() ? nothing : left;
    }

    public boolean takesMoney() {
        return status != DisputeStatus.WON || taken().isPositive();
    }

    /** Whether this is the market's later word about the same dispute. */
    private boolean isAfter(Dispute other) {
        return turns() > other.turns();
    }

    private long turns() {
        if (turn != null) {
            return turn;
        }
        return status == DisputeStatus.OPEN ? 1 : 2;
    }
}
