package io.coinslot.billing.purchase;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Money that went back at the market, by whomever. Counted once per market refund id, in whatever order the market tells
 * of it and of its reversal.
 *
 * @param refundId our refund, if we asked for it
 * @param initiator SERVICE, MARKET or USER
 * @param happened whether the refund itself was told, and not only its reversal
 * @param reason why, as the market says it; null also in documents of an older version
 */
public record MarketRefund(
        String marketRefundId,
        @Nullable String refundId,
        Money amount,
        String initiator,
        boolean happened,
        boolean reversed,
        @Nullable String reason) {
    private static final String SERVICE = "SERVICE";

    public MarketRefund whenReversed() {
        return new MarketRefund(marketRefundId, refundId, amount, initiator, happened, true, reason);
    }

    boolean counts() {
        return happened && !reversed;
    }

    /** Whether it was taken back without the service asking for it. */
    boolean takesBack() {
        return counts() && !initiator.equals(SERVICE);
    }
}
