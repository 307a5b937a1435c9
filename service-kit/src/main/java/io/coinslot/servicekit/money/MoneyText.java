package io.coinslot.servicekit.money;

import io.coinslot.servicekit.problem.Problem;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Money in JSON: a decimal string in the currency's own scale, such as {"amount":"1.99","currency":"USD"}.
 *
 * @param amount digits, at most one point; nullable since clients may leave it out
 * @param currency ISO 4217 code
 */
public record MoneyText(@Nullable String amount, @Nullable String currency) {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,4})?");

    public static MoneyText of(Money money) {
        return new MoneyText(
                money.getAmount().toPlainString(), money.getCurrencyUnit().getCode());
    }

    /** The amount in minor units, such as 199 for USD 1.99. */
    public static MoneyText ofMinor(String currency, long minorUnits) {
        return of(Money.ofMinor(CurrencyUnit.of(currency), minorUnits));
    }

    /**
     * The money that is meant. Throws a problem that names the field if it is none, is negative, or has more digits
     * than the currency.
     *
     * @param pointer JSON pointer to this object, such as /amount
     */
    public Money toMoney(String pointer) {
        CurrencyUnit unit = currencyUnit(currency, pointer + "/currency");
        return Money.of(unit, decimal(amount, unit, pointer + "/amount"));
    }

    /** Reads an ISO 4217 code, or throws a problem that names the field. */
    public static CurrencyUnit currencyUnit(@Nullable String code, String pointer) {
        if (code == null || !code.matches("[A-Z]{3}")) {
            throw Problem.invalid(pointer, "must be an ISO 4217 code such as KRW")
                    .asException();
        }
        return CurrencyUnit.registeredCurrencies().stream()
                .filter(unit -> unit.getCode().equals(code) && !unit.isPseudoCurrency())
                .findFirst()
                .orElseThrow(() -> Problem.invalid(pointer, code + " is not a currency of ISO 4217")
                        .asException());
    }

    /** Reads a decimal string in the currency's scale, or throws a problem that names the field. */
    public static BigDecimal decimal(@Nullable String text, CurrencyUnit unit, String pointer) {
        if (text == null || !DECIMAL.matcher(text).matches()) {
            throw Problem.invalid(pointer, "must be a decimal string such as \"1200\" or \"1.99\"")
                    .asException();
        }
        BigDecimal value = new BigDecimal(text);
        if (value.scale() > unit.getDecimalPlaces()) {
            throw Problem.invalid(
                            pointer,
                            unit.getCode() + " has " + unit.getDecimalPlaces() + " decimal places, not "
                                    + value.scale())
                    .asException();
        }
        return value.setScale(unit.getDecimalPlaces());
    }
}
