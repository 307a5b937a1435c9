package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.market.VerifiesReceipts.Verdict;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;

/**
 * Takes the money of a payment that the player has authorised, at markets where nothing is paid before the merchant
 * confirms. Called only for a receipt that was verified to await it and is recorded to be the one being confirmed.
 */
public interface ConfirmsPayments extends OfMarket {
    /** How long after the player has authorised a payment the market takes its confirmation. */
    Duration confirmableFor();

    /**
     * Confirms with what the purchase asked for, or finds that it was confirmed before: under one key for the same
     * purchase and receipt, so that calling it again never pays twice.
     *
     * @return never {@link VerifiesReceipts.AwaitsConfirmation}
     * @throws MarketFailure DECLINED if the market will not take this payment; UNKNOWN if it may have taken it
     */
    Verdict confirm(MarketLink link, PaymentOrder order, Receipt receipt) throws MarketFailure;
}
