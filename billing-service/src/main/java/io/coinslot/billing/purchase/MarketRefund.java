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
 * @param cameBack how much of it came back, if it is reversed; null for all of it, and in documents of an older version
 */
public record MarketRefund(
        String marketRefundId,
        @Nullable String refundId,
        Money amount,
        String initiator,
        boolean happened,
        boolean reversed,
        @Nullable String reason,
        @Nullable Money cameBack) {
    private static final String SERVICE = "SERVICE";

    /** Its reversal is told before the refund itself, of which nothing more is known. */
    public static MarketRefund unheardOf(String marketRefundId, Money amount) {
        return new MarketRefund(marketRefundId, null, amount, "MARKET", false, false, null, null);
    }

    /** @param back how much came back; what exceeds the refund is nobody's */
    public MarketRefund whenReversed(Money back) {
        return new MarketRefund(marketRefundId, refundId, amount, initiator, happened, true, reason, back);
    }

    /**
     * How much of the money is gone by it. What comes back in another currency is not known to be any of it.
     */
    public Money left() {
        Money nothing = amount.multipliedBy(0);
        if (!happened || (reversed && cameBack == null)) {
            return nothing;
        }
        if (cameBack == null || !cameBack.isSameCurrency(amount)) {
            return amount;
        }
        Money left = amount.minus(cameBack);
        return left.isNegative() ? nothing : left;
    }

    /** Whether it was made and did not come back, be it of nothing, as a market takes back what cost nothing. */
    public boolean isInForce() {
        return happened && (!reversed || counts());
    }

    /** Whether money is gone by it. */
    public boolean counts() {
        return left().isPositive();
    }

    /** Whether it was taken back without the service asking for it. */
    boolean takesBack() {
        return counts() && !initiator.equals(SERVICE);
    }
}
