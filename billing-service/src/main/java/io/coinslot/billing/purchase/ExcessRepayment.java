package io.coinslot.billing.purchase;

import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The money of a further payment that goes the other way.
 *
 * @param transactionId the market's id of the further payment
 */
public record ExcessRepayment(String transactionId, Repayment repayment) {

    /** What went back and stayed there. */
    Money refunded(CurrencyUnit currency) {
        return repayment.refunded(currency);
    }

    /** What banks hold or have taken. */
    Money disputed(CurrencyUnit currency) {
        return repayment.disputed(currency);
    }

    /**
     * Whether the player has all of what was captured back, by refunds or by disputes that are over; of what cost
     * nothing there are no parts.
     */
    boolean isAllOf(Money captured) {
        CurrencyUnit currency = captured.getCurrencyUnit();
        Money gone = refunded(currency).plus(repayment.lost(currency));
        return isAnyGone() && !gone.isLessThan(captured);
    }

    private boolean isAnyGone() {
        return repayment.refunds().stream().anyMatch(MarketRefund::isInForce)
                || repayment.disputes().stream().anyMatch(dispute -> !dispute.isOpen() && dispute.takesMoney());
    }
}
