package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentOrder;

/** Tells the market that the goods were granted. */
public interface FinishesPayments extends OfMarket {
    /**
     * Acknowledges or consumes.
     *
     * @param repeated whether an earlier attempt may have got through: then the market's record is read first
     */
    FinishAction finish(MarketLink link, PaymentOrder order, Capture capture, boolean repeated) throws MarketFailure;
}
