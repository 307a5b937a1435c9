package io.coinslot.marketgateway.googleplay;

import io.coinslot.marketgateway.market.MarketFailure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Google's money, units and nanos, and ours, minor units. Exact: what does not fit the currency is refused. */
final class PlayMoney {
    private static final int NANO_DIGITS = 9;

    private PlayMoney() {}

    static Money exactly(com.google.api.services.androidpublisher.model.@Nullable Money money, String what)
            throws MarketFailure {
        if (money == null || money.getCurrencyCode() == null) {
            throw MarketFailure.unreadable("AMOUNT_MISSING", "The order tells no " + what);
        }
        long units = money.getUnits() == null ? 0 : money.getUnits();
        int nanos = money.getNanos() == null ? 0 : money.getNanos();
        BigDecimal amount = BigDecimal.valueOf(units).add(BigDecimal.valueOf(nanos, NANO_DIGITS));
        try {
            CurrencyUnit unit = CurrencyUnit.of(money.getCurrencyCode());
            return Money.of(unit, amount.setScale(unit.getDecimalPlaces(), RoundingMode.UNNECESSARY));
        } catch (ArithmeticException | IllegalCurrencyException e) {
            throw MarketFailure.unreadable(
                    "AMOUNT_NOT_EXACT",
                    what + " of " + amount.toPlainString() + " does not fit " + money.getCurrencyCode());
        }
    }
}
