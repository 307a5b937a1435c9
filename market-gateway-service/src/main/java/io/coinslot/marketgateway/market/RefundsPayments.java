package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.Refund;

/** Gives money back to the player. */
public interface RefundsPayments extends OfMarket {
    /**
     * Refunds what was asked for, or finds that it was refunded before.
     *
     * @param repeated whether an earlier attempt may have got through: then the market's record is read first
     */
    Answer refund(MarketLink link, Payment payment, Refund refund, boolean repeated) throws MarketFailure;

    /** What the market said. */
    sealed interface Answer {}

    /** The money is on its way back. */
    record Refunded(String marketRefundId) implements Answer {}

    /** Accepted; whether it succeeds is to be seen. */
    record Underway(String reason) implements Answer {}

    /** The market will not. */
    record Refused(String code, String reason) implements Answer {}
}
