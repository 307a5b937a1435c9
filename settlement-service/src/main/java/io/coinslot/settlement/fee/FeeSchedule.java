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

    /** Of several that begin together, one says what was turned over before. */
    private static final Comparator<FeeRule> BEGINNING =
            Comparator.comparing(FeeRule::from).thenComparing(rule -> !rule.saysWhatWasBefore());

    public FeeSchedule {
        rules = List.copyOf(rules);
    }

    /** The rule in force for a payment. */
    Optional<FeeRule> inForce(@Nullable String country, String currency, Instant capturedAt) {
        return rules.stream()
                .filter(rule -> rule.covers(country, currency, capturedAt))
                .max(PRECEDENCE);
    }

    /**
     * What was turned over in a year, in minor units, before captures in this currency counted. They do from the
     * beginning of the first rule with tiers on: what a later one says of the time before it is counted already.
     */
    long turnoverBefore(String currency, int year) {
        return firstWithTiers(currency).map(rule -> rule.turnoverBefore(year)).orElse(0L);
    }

    /** The rule from which on captures in this currency count towards a turnover. */
    public Optional<FeeRule> firstWithTiers(String currency) {
        return rules.stream().filter(rule -> rule.hasTiersIn(currency)).min(BEGINNING);
    }

    /** Whether payments count towards a turnover by which some rule's tiers go. */
    boolean countsTurnover(String currency, Instant capturedAt) {
        return rules.stream().anyMatch(rule -> rule.counts(currency, capturedAt));
    }
}
