package io.coinslot.marketgateway.payment;

import java.util.List;

/** Payments that wait for their money. */
public interface OpenPayments {
    /** Those of a buyer that are not paid, newest first, a bounded number. */
    List<Payment> ofBuyer(String serviceId, MarketId market, String obfuscatedAccountId);
}
