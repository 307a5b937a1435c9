package io.coinslot.marketgateway.appstore;

import io.coinslot.marketgateway.market.MarketFailure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Apple's prices, thousandths of the currency whatever its own scale, and ours, minor units: 230000 JPY is ¥230. Exact:
 * what does not fit the currency is refused.
 */
final class AppStoreMoney {
    private static final int THOUSANDTHS = 3;
    /** Shares are told in thousandths of a per cent. */
    private static final int SHARE_DIGITS = 5;

    static final int ALL = 100_000;

    private AppStoreMoney() {}

    /** The price of the whole quantity. */
    static Money exactly(@Nullable Long price, @Nullable String currency) throws MarketFailure {
        if (price == null || currency == null) {
            throw MarketFailure.unreadable("AMOUNT_MISSING", "The transaction tells no price");
        }
        BigDecimal amount = BigDecimal.valueOf(price, THOUSANDTHS);
        try {
            CurrencyUnit unit = CurrencyUnit.of(currency);
            return Money.of(unit, amount.setScale(unit.getDecimalPlaces(), RoundingMode.UNNECESSARY));
        } catch (ArithmeticException | IllegalCurrencyException e) {
            throw MarketFailure.unreadable(
                    "AMOUNT_NOT_EXACT", "The price of " + amount.toPlainString() + " does not fit " + currency);
        }
    }

    /** A share of a price. Apple tells the share and not the sum; halves of a minor unit go to the player. */
    static Money share(Money price, int share) {
        return share >= ALL ? price : price.multipliedBy(BigDecimal.valueOf(share, SHARE_DIGITS), RoundingMode.HALF_UP);
    }
}
