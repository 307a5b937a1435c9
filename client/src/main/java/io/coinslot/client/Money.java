package io.coinslot.client;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** An amount as a decimal string in the currency's own scale ("1200" KRW, "1.99" USD); never a float. */
public record Money(String amount, String currency) {
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,6})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    public Money {
        if (!DECIMAL.matcher(amount).matches()) {
            throw new IllegalArgumentException("not a decimal amount: " + amount);
        }
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException("not an ISO 4217 currency code: " + currency);
        }
    }

    public static Money of(String amount, String currency) {
        return new Money(amount, currency);
    }

    public static Money of(BigDecimal amount, String currency) {
        return new Money(amount.toPlainString(), currency);
    }

    /** The amount to calculate with. */
    @JsonIgnore
    public BigDecimal toBigDecimal() {
        return new BigDecimal(amount);
    }

    @Override
    public String toString() {
        return amount + " " + currency;
    }
}
