package io.coinslot.marketgateway.payment;

import java.time.Duration;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Money that has gone back, or come again, as the market's own record tells it. Each has an id that is counted once. */
public sealed interface MoneyBack {
    /** Whether refunds among this have given all of the amount back. */
    static boolean isAllOf(Money amount, List<MoneyBack> told) {
        Money left = amount;
        for (MoneyBack one : told) {
            if (one instanceof MarketRefund refund
                    && !refund.failed()
                    && refund.amount().isSameCurrency(amount)) {
                left = left.minus(refund.amount());
            }
        }
        return !left.isPositive();
    }

    /**
     * A refund.
     *
     * @param refundId our refund, if the market's record names it
     * @param failed whether it failed or was taken back after all
     * @param namesOurs whether this market's record names each refund of ours, so that one without a name is not ours
     */
    record MarketRefund(
            String marketRefundId,
            @Nullable String refundId,
            Money amount,
            PaymentEvent.Initiator initiator,
            @Nullable String reason,
            boolean failed,
            boolean namesOurs)
            implements MoneyBack {
        /** Of a market that names no refund of ours. */
        public MarketRefund(
                String marketRefundId,
                @Nullable String refundId,
                Money amount,
                PaymentEvent.Initiator initiator,
                @Nullable String reason,
                boolean failed) {
            this(marketRefundId, refundId, amount, initiator, reason, failed, false);
        }
    }

    /** A chargeback and how it stands: the newest record that was read is the market's last word. */
    record MarketDispute(
            String disputeId,
            Money amount,
            Dispute.Status status,
            @Nullable String reason) implements MoneyBack {}

    /**
     * Which refunds are in force at a market that tells of no others: what it had confirmed beside them, it has taken
     * back.
     */
    record OnlyInForce(List<String> marketRefundIds) implements MoneyBack {
        public OnlyInForce {
            marketRefundIds = List.copyOf(marketRefundIds);
        }
    }

    /**
     * Something that is to go back, or was told to have gone, and that the record does not show yet.
     *
     * @param what for an operator
     * @param normally how long that is nothing to worry about
     */
    record Awaited(String what, Duration normally) implements MoneyBack {}
}
