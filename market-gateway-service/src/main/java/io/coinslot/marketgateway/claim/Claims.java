package io.coinslot.marketgateway.claim;

import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MarketId;
import org.jspecify.annotations.Nullable;

/** Which purchase a market transaction pays for. */
public interface Claims {
    /**
     * Claims a transaction, and the receipt it was found by, for a purchase, unless another purchase holds either. Waits
     * until the claim is durable.
     *
     * @return the purchase that holds it: the given one, or the one that was first
     */
    String claim(MarketId market, Capture capture, String purchaseId);

    /** The purchase that holds the transaction or receipt, or null. */
    @Nullable
    String holderOf(ClaimKey key);
}
