package io.coinslot.marketgateway.stripe;

import io.coinslot.marketgateway.market.MarketFailure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/**
 * Stripe's unit of each currency, which is not always ISO 4217's, and ours. Exact: what does not fit is refused. Source:
 * Stripe's documentation of currencies, "zero-decimal", "three-decimal" and "special cases".
 */
final class StripeMoney {
    private static final Set<String> ZERO_DECIMAL = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");

    /** Three digits, the last of which must be 0. */
    private static final Set<String> THREE_DECIMAL = Set.of("BHD", "JOD", "KWD", "OMR", "TND");
    /** They have no decimals any more, but Stripe goes on writing two, which must be 00: UGX 5 is 500. */
    private static final Set<String> ONCE_TWO_DECIMAL = Set.of("ISK", "UGX");

    private StripeMoney() {}

    /** The amount in Stripe's unit. */
    static long toStripe(Money money) throws MarketFailure {
        String currency = money.getCurrencyUnit().getCode();
        try {
            long amount = money.getAmount().movePointRight(digits(currency)).longValueExact();
            if (isRefused(currency, amount)) {
                throw new ArithmeticException("the last digits must be 0");
            }
            return amount;
        } catch (ArithmeticException e) {
            throw MarketFailure.declined("AMOUNT_NOT_EXACT", money + " cannot be paid at Stripe: " + e.getMessage());
        }
    }

    /** What Stripe means by an amount. */
    static Money fromStripe(long amount, String stripeCurrency) throws MarketFailure {
        String currency = stripeCurrency.toUpperCase(Locale.ROOT);
        try {
            CurrencyUnit unit = CurrencyUnit.of(currency);
            BigDecimal exact = BigDecimal.valueOf(amount, digits(currency));
            return Money.of(unit, exact.setScale(unit.getDecimalPlaces(), RoundingMode.UNNECESSARY));
        } catch (ArithmeticException | IllegalCurrencyException e) {
            throw MarketFailure.unreadable(
                    "AMOUNT_NOT_EXACT", amount + " of Stripe's " + currency + " is no money of ours");
        }
    }

    static String currency(Money money) {
        return money.getCurrencyUnit().getCode().toLowerCase(Locale.ROOT);
    }

    private static int digits(String currency) {
        if (ZERO_DECIMAL.contains(currency)) {
            return 0;
        }
        return THREE_DECIMAL.contains(currency) ? 3 : 2;
    }

    private static boolean isRefused(String currency, long amount) {
        return (THREE_DECIMAL.contains(currency) && amount % 10 != 0)
                || (ONCE_TWO_DECIMAL.contains(currency) && amount % 100 != 0);
    }
}
