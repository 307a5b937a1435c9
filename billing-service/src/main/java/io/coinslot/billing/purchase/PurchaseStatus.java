package io.coinslot.billing.purchase;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a purchase stands. The moves that are allowed are in one table, {@link #permits}. */
public enum PurchaseStatus {
    /** Asked for by the game; nothing is known from the market yet. */
    REQUESTED,
    /** The market has prepared the payment; the player can pay. */
    PAYABLE,
    /** The client brought a receipt; the market is being asked. */
    VERIFYING,
    /** The market waits for the player, who pays in cash or by transfer. */
    PENDING,
    /** The market was asked and did not answer; it is being looked up. */
    OUTCOME_UNKNOWN,
    /** The market declined the payment. */
    DECLINED,
    /** Called off before it was paid. */
    CANCELLED,
    /** Not paid in time. */
    EXPIRED,
    /** Paid; the game has yet to grant it. */
    PAID,
    /** Granted; the market has yet to be told. */
    DELIVERED,
    /** Granted, and finished at the market. */
    COMPLETED,
    /** A refund was accepted and is under way. */
    REFUND_PENDING,
    /** A part of the money went back. */
    PARTIALLY_REFUNDED,
    /** All of the money went back. */
    REFUNDED,
    /** The payer disputes the payment, or has won the dispute. */
    CHARGED_BACK;

    private static final Set<PurchaseStatus> PAYABLE_STATES = EnumSet.of(REQUESTED, PAYABLE);
    private static final Set<PurchaseStatus> UNSETTLED =
            EnumSet.of(REQUESTED, PAYABLE, VERIFYING, PENDING, OUTCOME_UNKNOWN);
    private static final Set<PurchaseStatus> CLOSED_UNPAID = EnumSet.of(DECLINED, CANCELLED, EXPIRED);
    private static final Map<PurchaseStatus, Set<PurchaseStatus>> MOVES = moves();

    /** Whether a purchase may go from this state to the next. Staying where it is, is no move. */
    public boolean permits(PurchaseStatus next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether the player is expected to pay now. */
    public boolean isPayable() {
        return PAYABLE_STATES.contains(this);
    }

    /** Whether it is open if the purchase will be paid. */
    public boolean isUnsettled() {
        return UNSETTLED.contains(this);
    }

    /** Whether it ended without payment, as far as is known: money may still arrive. */
    public boolean isClosedUnpaid() {
        return CLOSED_UNPAID.contains(this);
    }

    /** Whether the market has confirmed the payment, whatever became of the money since. */
    public boolean isPaid() {
        return !isUnsettled() && !isClosedUnpaid();
    }

    private static Map<PurchaseStatus, Set<PurchaseStatus>> moves() {
        Map<PurchaseStatus, Set<PurchaseStatus>> moves = new EnumMap<>(PurchaseStatus.class);
        moves.put(
                REQUESTED,
                EnumSet.of(PAYABLE, VERIFYING, PENDING, OUTCOME_UNKNOWN, DECLINED, CANCELLED, EXPIRED, PAID));
        moves.put(PAYABLE, EnumSet.of(VERIFYING, PENDING, OUTCOME_UNKNOWN, DECLINED, CANCELLED, EXPIRED, PAID));
        moves.put(VERIFYING, EnumSet.of(REQUESTED, PAYABLE, PENDING, OUTCOME_UNKNOWN, DECLINED, PAID));
        moves.put(PENDING, EnumSet.of(OUTCOME_UNKNOWN, DECLINED, CANCELLED, PAID));
        moves.put(OUTCOME_UNKNOWN, EnumSet.of(REQUESTED, PAYABLE, PENDING, DECLINED, PAID));
        // Money that arrives late is money all the same: it is delivered, not lost.
        moves.put(DECLINED, EnumSet.of(PAID));
        moves.put(CANCELLED, EnumSet.of(PAID));
        moves.put(EXPIRED, EnumSet.of(PAID));
        // After payment the state follows from the amounts, and those move both ways.
        moves.put(PAID, EnumSet.of(DELIVERED, REFUND_PENDING, PARTIALLY_REFUNDED, REFUNDED, CHARGED_BACK));
        moves.put(DELIVERED, EnumSet.of(COMPLETED, REFUND_PENDING, PARTIALLY_REFUNDED, REFUNDED, CHARGED_BACK));
        moves.put(COMPLETED, EnumSet.of(REFUND_PENDING, PARTIALLY_REFUNDED, REFUNDED, CHARGED_BACK));
        moves.put(REFUND_PENDING, EnumSet.of(PAID, DELIVERED, COMPLETED, PARTIALLY_REFUNDED, REFUNDED, CHARGED_BACK));
        moves.put(PARTIALLY_REFUNDED, EnumSet.of(PAID, DELIVERED, COMPLETED, REFUND_PENDING, REFUNDED, CHARGED_BACK));
        moves.put(REFUNDED, EnumSet.of(PAID, DELIVERED, COMPLETED, REFUND_PENDING, PARTIALLY_REFUNDED, CHARGED_BACK));
        moves.put(CHARGED_BACK, EnumSet.of(PAID, DELIVERED, COMPLETED, REFUND_PENDING, PARTIALLY_REFUNDED, REFUNDED));
        return moves;
    }
}
