package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.Payment;

/** Tells a market, before it decides on giving money back, what became of the goods. */
public interface AnswersRefundReviews extends OfMarket {
    /**
     * Answers from what is known of the delivery; answering again repeats the answer without harm.
     *
     * @return false if the service has not allowed that, so that an operator has to decide
     */
    boolean answer(MarketLink link, Payment payment) throws MarketFailure;
}
