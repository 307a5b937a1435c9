package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.Receipt;
import org.jspecify.annotations.Nullable;

/** Reads in the market's record for whom something was bought, when its message names no purchase. */
public interface TracesPurchases extends OfMarket {
    /** Who bought what, by the market's own record. */
    Binding trace(MarketLink link, Receipt receipt) throws MarketFailure;

    /**
     * The binding that the client gave the market.
     *
     * @param orderReference our reference of the purchase, if the client passed it on
     * @param obfuscatedAccountId our name of the buyer, or where a market binds by a UUID our account token of the
     *     purchase, if the client passed it on
     */
    record Binding(
            @Nullable String orderReference,
            @Nullable String obfuscatedAccountId,
            @Nullable String marketProductId,
            long quantity) {}
}
