package io.coinslot.settlement.fee;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a market charges from a day on.
 *
 * @param country ISO 3166-1 alpha-2 code of the buyers it holds for, or null for all
 * @param from inclusive; until a newer rule takes its place
 * @param rateMillionths share of the amount: 29,000 is 2.9 %
 * @param fixed added to each payment, or null; a rule with it holds for payments in its currency alone
 */
public record FeeRule(
        @Nullable String country,
        Instant from,
        long rateMillionths,
        @Nullable Money fixed) {
    private static final int RATE_SCALE = 6;

    /** Whether the rule may be applied to such a payment. */
    boolean covers(@Nullable String buyerCountry, String currency, Instant capturedAt) {
        return !from.isAfter(capturedAt)
                && (country == null || country.equals(buyerCountry))
                && (fixed == null || fixed.getCurrencyUnit().getCode().equals(currency));
    }

    /** The fee in minor units: the rate's part rounded half-even, and the fixed part. */
    long feeOf(long minorUnits) {
        long variable = BigDecimal.valueOf(minorUnits)
                .multiply(BigDecimal.valueOf(rateMillionths, RATE_SCALE))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
        return fixed == null ? variable : Math.addExact(variable, fixed.getAmountMinorLong());
    }

    /** The rate as a decimal, such as 0.029. */
    BigDecimal rate() {
        BigDecimal rate = BigDecimal.valueOf(rateMillionths, RATE_SCALE).stripTrailingZeros();
        return rate.scale() < 0 ? rate.setScale(0) : rate;
    }
}
