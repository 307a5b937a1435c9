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

    /**
     * Whether the market's record names each refund of ours, so that one without a name was made at its console: that one
     * may be what we were asked for, and is looked for before a refund is tried again.
     */
    default boolean namesRefunds() {
        return false;
    }

    /** What the market said. */
    sealed interface Answer {}

    /** The money is on its way back. */
    record Refunded(String marketRefundId) implements Answer {}

    /** Accepted; whether it succeeds is to be seen. */
    record Underway(String reason) implements Answer {}

    /** The market will not. */
    record Refused(String code, String reason) implements Answer {}
}
