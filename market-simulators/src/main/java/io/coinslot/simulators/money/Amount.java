package io.coinslot.simulators.money;

import io.coinslot.simulators.protocol.Json;
import java.math.BigDecimal;
import java.util.Currency;
import tools.jackson.databind.node.ObjectNode;

/** An amount of money in the currency's minor units. */
public record Amount(long minor, String currency) {
    private static final int NANOS_DIGITS = 9;

    /** Reads decimal text such as {@code 12.34}; refuses more digits than the currency has. */
    public static Amount of(String decimal, String currency) {
        long minor = new BigDecimal(decimal).movePointRight(scale(currency)).longValueExact();
        return new Amount(minor, currency);
    }

    /** The same currency, another number of minor units. */
    public Amount ofMinor(long otherMinor) {
        return new Amount(otherMinor, currency);
    }

    /** This many times the amount. */
    public Amount times(int quantity) {
        return ofMinor(Math.multiplyExact(minor, quantity));
    }

    /** The amount less the other. */
    public Amount minus(Amount other) {
        return ofMinor(Math.subtractExact(minor, other.minor));
    }

    /** This share of the amount in hundredths of a per cent, rounded half up. */
    public Amount share(int basisPoints) {
        return ofMinor((Math.multiplyExact(minor, (long) basisPoints) + 5_000) / 10_000);
    }

    /** The decimal text in the currency's own scale. */
    public String decimal() {
        return BigDecimal.valueOf(minor, scale(currency)).toPlainString();
    }

    /** As the control interface writes money: {@code {"amount":"12.34","currency":"USD"}}. */
    public ObjectNode json() {
        return Json.object().put("amount", decimal()).put("currency", currency);
    }

    /** As Google writes money: whole units as text, and billionths. */
    public ObjectNode googleJson() {
        BigDecimal value = BigDecimal.valueOf(minor, scale(currency));
        long units = value.longValue();
        int nanos = value.subtract(BigDecimal.valueOf(units))
                .movePointRight(NANOS_DIGITS)
                .intValueExact();
        ObjectNode money = Json.object().put("currencyCode", currency).put("units", Long.toString(units));
        return nanos == 0 ? money : money.put("nanos", nanos);
    }

    /** As the App Store writes money: thousandths of the currency, whatever its own scale. */
    public long thousandths() {
        return BigDecimal.valueOf(minor, scale(currency)).movePointRight(3).longValueExact();
    }

    private static int scale(String currency) {
        return Currency.getInstance(currency).getDefaultFractionDigits();
    }
}
