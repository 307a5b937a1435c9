package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.MarketFailure;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;

/** Won, which are whole and a JSON number. Other currencies need a contract of another kind and are refused. */
final class TossMoney {
    private static final String WON = "KRW";
    /** The least that a card can pay. */
    private static final long LEAST_WON = 100;

    private TossMoney() {}

    /** The amount as it is sent. */
    static long toToss(Money money) throws MarketFailure {
        if (!money.getCurrencyUnit().getCode().equals(WON)) {
            throw MarketFailure.declined("CURRENCY_NOT_SUPPORTED", "Toss Payments is paid in won, not in " + money);
        }
        return money.getAmountMinorLong();
    }

    /** The amount of a purchase, refused if nobody could pay it. */
    static void refuseUnpayable(Money total) throws MarketFailure {
        if (toToss(total) < LEAST_WON) {
            throw MarketFailure.declined("BELOW_MINIMUM_AMOUNT", "At least " + LEAST_WON + " won can be paid by card");
        }
    }

    static Money fromToss(JsonNode amount, String currency) throws MarketFailure {
        if (!currency.equals(WON) || !amount.isIntegralNumber() || !amount.canConvertToLong()) {
            throw TossFailures.notUnderstood(amount + " " + currency + " is no amount of won");
        }
        return Money.ofMinor(CurrencyUnit.of(WON), amount.longValue());
    }
}
