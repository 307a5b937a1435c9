package io.coinslot.client;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a market charges from a day on; rates are decimal fractions as strings ("0.15"). */
public record FeePeriod(
        @Nullable String country,
        LocalDate from,
        @Nullable String rate,
        List<Tier> tiers,
        @Nullable Money fixed) {

    public FeePeriod {
        tiers = List.copyOf(tiers);
    }

    /** One rate for everything sold from this day on. */
    public static FeePeriod flat(LocalDate from, String rate) {
        return new FeePeriod(null, from, rate, List.of(), null);
    }

    /** The rate for revenue up to an amount; without one, for all above. */
    public record Tier(@Nullable String upTo, String rate) {}
}
