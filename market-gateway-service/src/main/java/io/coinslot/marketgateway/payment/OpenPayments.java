package io.coinslot.marketgateway.payment;

import java.util.List;

/** Payments that wait for their money. */
public interface OpenPayments {
    /**
     * Those of a buyer that are not paid, newest first, a bounded number.
     *
     * @param binding what the market repeats: the obfuscated account id, or the account token of the very purchase
     */
    List<Payment> ofBuyer(String serviceId, MarketId market, String binding);
}
