package io.coinslot.settlement.fee;

import io.coinslot.settlement.journal.FeeReckoning;
import io.coinslot.settlement.journal.FeeReckoning.Part;
import io.coinslot.settlement.journal.FeeReckoning.Turnover;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a market charges from a day on: one rate, or rates by the turnover of the year.
 *
 * @param country ISO 3166-1 alpha-2 code of the buyers it holds for, or null for all
 * @param from inclusive; until a newer rule takes its place
 * @param rateMillionths share of the amount: 29,000 is 2.9 %; of no meaning with tiers
 * @param fixed added to each payment, or null; a rule with it holds for payments in its currency alone
 * @param tiers rates by turnover, or null; a rule with them holds for payments in their currency alone
 */
public record FeeRule(
        @Nullable String country,
        Instant from,
        long rateMillionths,
        @Nullable Money fixed,
        @Nullable FeeTiers tiers) {
    private static final int RATE_SCALE = 6;

    /** A rule with one rate. */
    static FeeRule flat(@Nullable String country, Instant from, long rateMillionths, @Nullable Money fixed) {
        return new FeeRule(country, from, rateMillionths, fixed, null);
    }

    /** Whether the rule may be applied to such a payment. */
    boolean covers(@Nullable String buyerCountry, String currency, Instant capturedAt) {
        return !from.isAfter(capturedAt)
                && (country == null || country.equals(buyerCountry))
                && (fixed == null || fixed.getCurrencyUnit().getCode().equals(currency))
                && (tiers == null || tiers.currency().equals(currency));
    }

    /** Whether turnover is counted for the sake of this rule, be it that another one decides about the fee. */
    boolean counts(String currency, Instant capturedAt) {
        return hasTiersIn(currency) && !from.isAfter(capturedAt);
    }

    boolean hasTiersIn(String currency) {
        return tiers != null && tiers.currency().equals(currency);
    }

    public boolean saysWhatWasBefore() {
        return tiers != null && tiers.turnoverBefore() != 0;
    }

    /** For whom and from when it holds: of two rules with the same scope no one could say which is in force. */
    public Scope scope() {
        String currency = fixed == null ? null : fixed.getCurrencyUnit().getCode();
        return new Scope(country, tiers == null ? currency : tiers.currency(), from);
    }

    /** @param currency null means all */
    public record Scope(@Nullable String country, @Nullable String currency, Instant from) {}

    boolean isForOneCurrency() {
        return fixed != null || tiers != null;
    }

    /** The fee in minor units: the rate's part rounded half-even, and the fixed part. */
    long feeOf(long minorUnits) {
        long variable = BigDecimal.valueOf(minorUnits)
                .multiply(BigDecimal.valueOf(rateMillionths, RATE_SCALE))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
        return Math.addExact(variable, fixedMinorUnits());
    }

    /**
     * The fee of a payment and how it comes about.
     *
     * @param year of the payment
     * @param before the turnover before it in that year; of no meaning without tiers
     */
    Reckoned reckon(long minorUnits, int year, long before) {
        if (tiers == null) {
            return new Reckoned(
                    feeOf(minorUnits),
                    new FeeReckoning(
                            minorUnits, List.of(new Part(rateMillionths, minorUnits)), fixedMinorUnits(), null));
        }
        long after = Math.addExact(before, minorUnits);
        Turnover turnover = new Turnover(year, before, after, tiers.feeOf(before), tiers.feeOf(after));
        long fee = Math.addExact(turnover.feeAfter() - turnover.feeBefore(), fixedMinorUnits());
        return new Reckoned(fee, new FeeReckoning(minorUnits, tiers.parts(before, after), fixedMinorUnits(), turnover));
    }

    /** A fee in minor units. */
    record Reckoned(long minorUnits, FeeReckoning reckoning) {}

    /** What it says was turned over before it in that year. */
    long turnoverBefore(int year) {
        return tiers != null && year == firstYear() ? tiers.turnoverBefore() : 0;
    }

    private int firstYear() {
        return from.atOffset(ZoneOffset.UTC).getYear();
    }

    private long fixedMinorUnits() {
        return fixed == null ? 0 : fixed.getAmountMinorLong();
    }

    /** A rate as a decimal, such as 0.029. */
    public static String rateText(long rateMillionths) {
        BigDecimal rate = BigDecimal.valueOf(rateMillionths, RATE_SCALE).stripTrailingZeros();
        return (rate.scale() < 0 ? rate.setScale(0) : rate).toPlainString();
    }
}
