package io.coinslot.marketgateway.payment;

import java.util.EnumSet;
import java.util.Set;

/**
 * How far a payment has come. Money that goes back is not a status: it is kept in the payment's refunds and disputes,
 * since it may come at any time and in parts.
 */
public enum PaymentStatus {
    /** Recorded; nothing is known at the market yet. */
    REQUESTED,
    /** The market holds it ready; the player can pay. */
    PREPARED,
    /** The market would not prepare it, finally. */
    NOT_PREPARED,
    /** The player has begun to pay by a way that takes time (cash, bank transfer). */
    PENDING,
    /** The market declined. Should it tell later that money came after all, the market is believed. */
    DECLINED,
    /** The purchase was cancelled or expired unpaid. Money that comes all the same is recorded. */
    CLOSED,
    /** Paid at the market. */
    CAPTURED,
    /** Paid, delivered, and acknowledged or consumed at the market. */
    FINISHED;

    /** The one table of transitions. Staying in a status is no transition. */
    private Set<PaymentStatus> next() {
        return switch (this) {
            case REQUESTED -> EnumSet.of(PREPARED, NOT_PREPARED, PENDING, DECLINED, CLOSED, CAPTURED);
            case PREPARED -> EnumSet.of(PENDING, DECLINED, CLOSED, CAPTURED);
            case NOT_PREPARED -> EnumSet.of(CLOSED);
            case PENDING -> EnumSet.of(DECLINED, CLOSED, CAPTURED);
            case DECLINED -> EnumSet.of(PENDING, CLOSED, CAPTURED);
            case CLOSED -> EnumSet.of(CAPTURED);
            case CAPTURED -> EnumSet.of(FINISHED);
            case FINISHED -> EnumSet.noneOf(PaymentStatus.class);
        };
    }

    public boolean mayBecome(PaymentStatus other) {
        return next().contains(other);
    }

    /** Whether the market confirmed the money. */
    public boolean isPaid() {
        return this == CAPTURED || this == FINISHED;
    }
}
