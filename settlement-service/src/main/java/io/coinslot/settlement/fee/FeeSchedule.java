package io.coinslot.settlement.fee;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of a service for a market, or those built in. */
public record FeeSchedule(List<FeeRule> rules) {
    static final FeeSchedule NONE = new FeeSchedule(List.of());

    /** A rule for the country comes before one for all, one for one currency before one for all, then the newest. */
    private static final Comparator<FeeRule> PRECEDENCE = Comparator.<FeeRule, Boolean>comparing(
                    rule -> rule.country() != null)
            .thenComparing(FeeRule::isForOneCurrency)
            .thenComparing(FeeRule::from);

    public FeeSchedule {
        rules = List.copyOf(rules);
    }

    /** The rule in force for a payment. */
    Optional<FeeRule> inForce(@Nullable String country, String currency, Instant capturedAt) {
        return rules.stream()
                .filter(rule -> rule.covers(country, currency, capturedAt))
                .max(PRECEDENCE);
    }

    /** Whether payments count towards a turnover by which some rule's tiers go. */
    boolean countsTurnover(String currency, Instant capturedAt) {
        return rules.stream().anyMatch(rule -> rule.counts(currency, capturedAt));
    }
}
