package io.coinslot.settlement.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the fee of a capture, or of a second one, came about, kept with its entry. Everything in minor units of the
 * purchase's currency.
 *
 * @param reckonedOn the amount that the rates are for: with or without tax, as the market has it
 * @param parts that amount by rate: one part, unless it lies in several tiers
 * @param fixed what is added to each payment
 * @param turnover where in the year's turnover the amount lies; null if the rule has no tiers
 */
public record FeeReckoning(
        long reckonedOn,
        List<Part> parts,
        long fixed,
        @Nullable Turnover turnover) {
    public FeeReckoning {
        parts = List.copyOf(parts);
    }

    /** @param rateMillionths share of the amount: 29,000 is 2.9 % */
    public record Part(long rateMillionths, long minorUnits) {}

    /**
     * The turnover of a calendar year (UTC) at the market in the currency, before and after the capture, and the fee of
     * each: what the capture costs is the difference.
     */
    public record Turnover(int year, long before, long after, long feeBefore, long feeAfter) {}
}
