package io.coinslot.client;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a market charges from a day on: a rate, or tiers; rates are decimal fractions as strings ("0.15"). */
public record FeePeriod(
        @Nullable String country,
        LocalDate from,
        @Nullable String rate,
        List<Tier> tiers,
        @Nullable Money turnoverBefore,
        @Nullable Money fixed) {

    public FeePeriod {
        tiers = List.copyOf(tiers);
    }

    /** One rate for everything sold from this day on. */
    public static FeePeriod flat(LocalDate from, String rate) {
        return new FeePeriod(null, from, rate, List.of(), null, null);
    }

    /**
     * Rates by the turnover of the calendar year in the currency of the tiers, each for its own part of it. Sales in
     * another currency go by other rules.
     *
     * @param tiers in ascending order, the last one without an end
     * @param turnoverBefore what was turned over in the year of from before from, here or elsewhere; null for nothing.
     *     With the first rule with tiers in a currency, and with one rule: captures count from its beginning on,
     *     whichever rule they go by, so a later one that says something is refused. What is counted stays counted:
     *     leave that rule in the schedule
     */
    public static FeePeriod byTurnover(LocalDate from, List<Tier> tiers, @Nullable Money turnoverBefore) {
        return new FeePeriod(null, from, null, tiers, turnoverBefore, null);
    }

    /** The rate for the turnover of a year up to an amount; without one, for all above. */
    public record Tier(@Nullable Money upTo, String rate) {}
}
