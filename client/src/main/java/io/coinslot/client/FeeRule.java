package io.coinslot.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a market charges from a time on, as the API shows it: a rate or tiers, as decimal fractions.
 *
 * @param country null for all that have no rule of their own
 * @param turnoverBefore as in {@link FeePeriod#byTurnover}
 * @param fixed added to each payment; null for nothing
 * @param builtIn whether it is Coinslot's rule, which holds where the service has none
 */
public record FeeRule(
        @Nullable String country,
        Instant from,
        @Nullable String rate,
        List<FeePeriod.Tier> tiers,
        @Nullable Money turnoverBefore,
        @Nullable Money fixed,
        boolean builtIn) {

    public FeeRule {
        tiers = List.copyOf(tiers);
    }
}
