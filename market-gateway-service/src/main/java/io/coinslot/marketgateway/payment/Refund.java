package io.coinslot.marketgateway.payment;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Money that goes back to the player.
 *
 * @param refundId our refund, if we asked for it
 * @param marketRefundId the market's name for it, once known: the same one is never counted twice. One that is given once
 *     more after it was reversed is another refund, named by the market's name and a number: re_1#2
 * @param reason why, as whoever began it said
 */
public record Refund(
        @Nullable String refundId,
        @Nullable String marketRefundId,
        Money amount,
        Status status,
        @Nullable String reason) {
    /** Why a refund is not made on top of what the player's bank takes back or has taken. */
    public static final String CHARGED_BACK = "CHARGED_BACK";

    /** Why a refund is not made of more than there is to give back. */
    public static final String NOT_LEFT = "AMOUNT_NOT_REFUNDABLE";

    /** How far it has come. */
    public enum Status {
        /** Asked for; the market has not confirmed it. */
        REQUESTED,
        /** The market confirmed it. */
        REFUNDED,
        /** The market would not. */
        FAILED,
        /** The market had confirmed it and took it back. */
        REVERSED
    }

    /** What the service asks for. */
    public static Refund asked(String refundId, Money amount, @Nullable String reason) {
        return new Refund(refundId, null, amount, Status.REQUESTED, reason);
    }

    Refund confirmedAs(String knownMarketRefundId, Money confirmed) {
        return new Refund(refundId, knownMarketRefundId, confirmed, Status.REFUNDED, reason);
    }

    Refund to(Status other) {
        return new Refund(refundId, marketRefundId, amount, other, reason);
    }
}
