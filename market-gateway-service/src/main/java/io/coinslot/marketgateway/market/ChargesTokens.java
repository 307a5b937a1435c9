package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.charge.CardCredential;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;

/** Charges tokens of registered cards, without the player, at markets where a payment is prepared before. */
public interface ChargesTokens extends OfMarket {
    /** How a prepared payment stands by the market's record. */
    sealed interface Standing {}

    /** Nothing was charged yet. */
    record Open() implements Standing {}

    /** The money was taken, or is being taken: the receipt tells. */
    record Taken(Receipt receipt) implements Standing {}

    /** The market will take no money for it any more. */
    record Declined(String code, String reason) implements Standing {}

    /** Reads, and changes nothing. */
    Standing standing(MarketLink link, PaymentOrder order, String marketReference) throws MarketFailure;

    /**
     * Charges the prepared payment. However often and with however many credentials: the market takes its money once.
     *
     * @throws MarketFailure DECLINED if the card was declined or the payment is not open any more; UNKNOWN if the money
     *     may have been taken
     */
    Receipt charge(MarketLink link, PaymentOrder order, String marketReference, CardCredential credential)
            throws MarketFailure;
}
