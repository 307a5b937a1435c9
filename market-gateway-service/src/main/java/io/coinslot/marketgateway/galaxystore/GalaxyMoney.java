package io.coinslot.marketgateway.galaxystore;

import io.coinslot.marketgateway.market.MarketFailure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/**
 * Samsung's money, a decimal text with three digits whatever the currency ("100.000" of won), and ours. Exact: what does
 * not fit the currency is refused.
 */
final class GalaxyMoney {
    private static final String DECIMAL = "[0-9]{1,15}(\\.[0-9]{1,9})?";

    private GalaxyMoney() {}

    static Money exactly(String amount, String currency) throws MarketFailure {
        if (amount.isBlank() || currency.isBlank()) {
            throw MarketFailure.unreadable("AMOUNT_MISSING", "The receipt tells no amount or no currency");
        }
        try {
            CurrencyUnit unit = CurrencyUnit.of(currency);
            return Money.of(unit, decimal(amount).setScale(unit.getDecimalPlaces(), RoundingMode.UNNECESSARY));
        } catch (ArithmeticException | IllegalCurrencyException e) {
            throw MarketFailure.unreadable("AMOUNT_NOT_EXACT", amount + " is no amount of " + currency);
        }
    }

    private static BigDecimal decimal(String amount) {
        if (!amount.matches(DECIMAL)) {
            throw new ArithmeticException("not a plain decimal");
        }
        return new BigDecimal(amount);
    }
}
