package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.Receipt;
import org.jspecify.annotations.Nullable;

/** Takes a prepared payment back, so that nobody can pay it any more. */
public interface CancelsPayments extends OfMarket {
    /**
     * Cancels; done before counts as done.
     *
     * @return null, or the receipt to verify if it is paid or being paid and so cannot be cancelled
     */
    @Nullable
    Receipt cancel(MarketLink link, String marketReference) throws MarketFailure;
}
