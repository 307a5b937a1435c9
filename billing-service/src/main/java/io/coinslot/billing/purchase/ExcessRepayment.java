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

    /** Whether all of what was captured has gone back; of what cost nothing there are no parts. */
    boolean isAllOf(Money captured) {
        return repayment.refunds().stream().anyMatch(MarketRefund::isInForce)
                && !refunded(captured.getCurrencyUnit()).isLessThan(captured);
    }
}
