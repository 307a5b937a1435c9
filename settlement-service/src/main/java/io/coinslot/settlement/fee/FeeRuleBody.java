package io.coinslot.settlement.fee;

import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.problem.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A fee rule as a client sends it.
 *
 * @param from a time, or a day: its beginning in UTC
 * @param rate a decimal string such as 0.15
 * @param tiers not taken yet: rates by yearly turnover
 * @param builtIn true on a rule of ours that was read and is sent back: it stays ours
 */
record FeeRuleBody(
        @Nullable String country,
        @Nullable String from,
        @Nullable String rate,
        @Nullable JsonNode tiers,
        @Nullable MoneyText fixed,
        @Nullable Boolean builtIn) {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern RATE = Pattern.compile("0(\\.[0-9]{1,6})?|1(\\.0{1,6})?");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final int MILLIONTHS = 6;

    /** Reads the rule, or throws a problem that names the field. */
    FeeRule toRule(String pointer) {
        if (tiers != null && !tiers.isEmpty()) {
            throw Problem.atField(
                            FeeProblem.TIERS_NOT_OFFERED,
                            pointer + "/tiers",
                            "Rates by turnover are not reckoned yet; set a rate and change it when the tier changes")
                    .asException();
        }
        if (country != null && !COUNTRIES.contains(country)) {
            throw Problem.invalid(pointer + "/country", "must be an ISO 3166-1 code such as KR")
                    .asException();
        }
        if (rate == null || !RATE.matcher(rate).matches()) {
            throw Problem.invalid(pointer + "/rate", "must be a decimal string from 0 to 1, such as \"0.15\"")
                    .asException();
        }
        Money fixedPart = fixed == null ? null : fixed.toMoney(pointer + "/fixed");
        long rateMillionths = new BigDecimal(rate).movePointRight(MILLIONTHS).longValueExact();
        return new FeeRule(country, time(pointer + "/from"), rateMillionths, fixedPart);
    }

    private Instant time(String pointer) {
        String text = from == null ? "" : from;
        try {
            return DAY.matcher(text).matches()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            throw Problem.invalid(pointer, "must be a time such as 2026-06-30T00:00:00Z, or a day")
                    .asException();
        }
    }
}
