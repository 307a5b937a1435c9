package io.coinslot.settlement.fee.rest;

import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.settlement.fee.FeeRule;
import io.coinslot.settlement.fee.FeeTiers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A fee rule as a client sends it: with a rate, or with tiers.
 *
 * @param from a time, or a day: its beginning in UTC
 * @param rate a decimal such as 0.15
 * @param tiers rates by the turnover of the year
 * @param turnoverBefore what was turned over in the year of from before from; with the first rule with tiers
 * @param builtIn true on a rule of ours that was read and is sent back as it was: it stays ours
 */
record FeeRuleBody(
        @Nullable String country,
        @Nullable String from,
        @JsonDeserialize(using = RateText.class) @Nullable String rate,
        @Nullable List<@Nullable TierBody> tiers,
        @Nullable MoneyText turnoverBefore,
        @Nullable MoneyText fixed,
        @Nullable Boolean builtIn) {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** Reads the rule, or throws a problem that names the field. */
    FeeRule toRule(String pointer) {
        if (country != null && !COUNTRIES.contains(country)) {
            throw Problem.invalid(pointer + "/country", "must be an ISO 3166-1 code such as KR")
                    .asException();
        }
        FeeTiers byTurnover = tiers(pointer);
        long rateMillionths = byTurnover == null ? TierBody.millionths(rate, pointer + "/rate") : 0;
        return new FeeRule(
                country, time(pointer + "/from"), rateMillionths, fixed(byTurnover, pointer + "/fixed"), byTurnover);
    }

    private @Nullable FeeTiers tiers(String pointer) {
        if (tiers == null || tiers.isEmpty()) {
            if (turnoverBefore != null) {
                throw Problem.invalid(pointer + "/turnoverBefore", "says something with tiers only")
                        .asException();
            }
            return null;
        }
        if (rate != null) {
            throw Problem.invalid(pointer + "/tiers", "give a rate or tiers, not both")
                    .asException();
        }
        return TierBody.checked(tiers, turnoverBefore, pointer);
    }

    private @Nullable Money fixed(@Nullable FeeTiers byTurnover, String pointer) {
        Money money = fixed == null ? null : fixed.toMoney(pointer);
        if (money != null
                && byTurnover != null
                && !money.getCurrencyUnit().getCode().equals(byTurnover.currency())) {
            throw Problem.invalid(pointer + "/currency", "must be the currency of the tiers")
                    .asException();
        }
        return money;
    }

    private Instant time(String pointer) {
        String text = from == null ? "" : from;
        try {
            return DAY.matcher(text).matches()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : InputRules.time(OffsetDateTime.parse(text).toInstant(), pointer);
        } catch (DateTimeParseException e) {
            throw Problem.invalid(pointer, "must be a time such as 2026-06-30T00:00:00Z, or a day")
                    .asException();
        }
    }
}
