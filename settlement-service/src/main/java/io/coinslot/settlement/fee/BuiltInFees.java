package io.coinslot.settlement.fee;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What the markets charge unless a service says otherwise. List prices: a service with a contract of its own, or one
 * beyond Google's first million USD a year (30 %), sets its schedule.
 */
public final class BuiltInFees {
    private static final Instant EVER = Instant.EPOCH;
    private static final long FIFTEEN_PERCENT = 150_000;
    private static final long TWENTY_PERCENT = 200_000;
    private static final long THIRTY_PERCENT = 300_000;
    private static final long STRIPE_RATE = 29_000;
    /** Since this day the service fee of 10 % and the billing fee of 5 % are charged apart. */
    private static final Instant GOOGLE_SPLIT = Instant.parse("2026-06-30T00:00:00Z");

    private static final List<String> GOOGLE_SPLIT_COUNTRIES = List.of(
            "US", "GB", "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IS", "IT",
            "LI", "LV", "LT", "LU", "MT", "NL", "NO", "PL", "PT", "RO", "SK", "SI", "ES", "SE");

    /** Fixed part of each card payment, in minor units. */
    private static final Map<String, Long> STRIPE_FIXED = Map.ofEntries(
            Map.entry("USD", 30L),
            Map.entry("EUR", 25L),
            Map.entry("GBP", 20L),
            Map.entry("CAD", 30L),
            Map.entry("AUD", 30L),
            Map.entry("NZD", 30L),
            Map.entry("SGD", 50L),
            Map.entry("HKD", 235L),
            Map.entry("CHF", 30L),
            Map.entry("SEK", 180L),
            Map.entry("NOK", 200L),
            Map.entry("DKK", 180L),
            Map.entry("PLN", 100L),
            Map.entry("MXN", 300L));

    private static final Map<String, FeeSchedule> BY_MARKET = Map.of(
            "google-play", googlePlay(),
            "app-store", rate(THIRTY_PERCENT),
            "one-store", rate(TWENTY_PERCENT),
            "galaxy-store", rate(TWENTY_PERCENT),
            "stripe", stripe());

    private BuiltInFees() {}

    /** The built-in schedule; without rules for a market whose prices are a matter of contract. */
    public static FeeSchedule of(String market) {
        return BY_MARKET.getOrDefault(market, FeeSchedule.NONE);
    }

    private static FeeSchedule rate(long rateMillionths) {
        return new FeeSchedule(List.of(FeeRule.flat(null, EVER, rateMillionths, null)));
    }

    private static FeeSchedule googlePlay() {
        Stream<FeeRule> split = GOOGLE_SPLIT_COUNTRIES.stream()
                .map(country -> FeeRule.flat(country, GOOGLE_SPLIT, FIFTEEN_PERCENT, null));
        return new FeeSchedule(
                Stream.concat(rate(FIFTEEN_PERCENT).rules().stream(), split).toList());
    }

    private static FeeSchedule stripe() {
        List<FeeRule> rules = new ArrayList<>(rate(STRIPE_RATE).rules());
        new TreeMap<>(STRIPE_FIXED)
                .forEach((currency, minorUnits) -> rules.add(
                        FeeRule.flat(null, EVER, STRIPE_RATE, Money.ofMinor(CurrencyUnit.of(currency), minorUnits))));
        return new FeeSchedule(rules);
    }
}
