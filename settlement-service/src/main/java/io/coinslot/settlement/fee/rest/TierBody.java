package io.coinslot.settlement.fee.rest;

import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.settlement.fee.FeeTiers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A tier as a client sends it.
 *
 * @param upTo where it ends; left out of the last one
 * @param rate a decimal such as 0.15
 */
record TierBody(
        @Nullable MoneyText upTo,
        @JsonDeserialize(using = RateText.class) @Nullable String rate) {
    private static final Pattern RATE = Pattern.compile("0(\\.[0-9]{1,6})?|1(\\.0{1,6})?");
    private static final int MILLIONTHS = 6;
    private static final int MOST_TIERS = 20;

    static long millionths(@Nullable String rate, String pointer) {
        if (rate == null || !RATE.matcher(rate).matches()) {
            throw Problem.invalid(
                            pointer, "must be a decimal from 0 to 1 with at most six decimal places, such as \"0.15\"")
                    .asException();
        }
        return new BigDecimal(rate).movePointRight(MILLIONTHS).longValueExact();
    }

    /**
     * Reads the tiers of a rule, or throws a problem that names the field.
     *
     * @param pointer JSON pointer to the rule
     */
    static FeeTiers checked(List<@Nullable TierBody> bodies, @Nullable MoneyText turnoverBefore, String pointer) {
        String at = pointer + "/tiers";
        if (bodies.size() < 2 || bodies.size() > MOST_TIERS) {
            throw Problem.invalid(at, "must be 2 to " + MOST_TIERS + ": one rate alone is no tier")
                    .asException();
        }
        int last = bodies.size() - 1;
        List<FeeTiers.Tier> tiers = new ArrayList<>();
        CurrencyUnit currency = present(bodies.getFirst(), at + "/0").currency(at + "/0");
        long end = 0;
        for (int index = 0; index < last; index++) {
            String here = at + "/" + index;
            TierBody body = present(bodies.get(index), here);
            end = beyond(end, body.end(currency, here), here + "/upTo/amount");
            tiers.add(new FeeTiers.Tier(end, millionths(body.rate(), here + "/rate")));
        }
        tiers.add(present(bodies.get(last), at + "/" + last).asLast(at + "/" + last));
        return new FeeTiers(
                currency.getCode(), tiers, minorUnits(turnoverBefore, currency, pointer + "/turnoverBefore"));
    }

    private static TierBody present(@Nullable TierBody body, String pointer) {
        if (body == null) {
            throw Problem.invalid(pointer, "must be a tier").asException();
        }
        return body;
    }

    private MoneyText bound(String pointer) {
        if (upTo == null) {
            throw Problem.invalid(pointer + "/upTo", "must be the turnover up to which the rate holds")
                    .asException();
        }
        return upTo;
    }

    private CurrencyUnit currency(String pointer) {
        return bound(pointer).toMoney(pointer + "/upTo").getCurrencyUnit();
    }

    private long end(CurrencyUnit currency, String pointer) {
        return minorUnits(bound(pointer), currency, pointer + "/upTo");
    }

    private FeeTiers.Tier asLast(String pointer) {
        if (upTo != null) {
            throw Problem.invalid(
                            pointer + "/upTo",
                            "the last tier has no end: it holds for all turnover beyond the one before")
                    .asException();
        }
        return new FeeTiers.Tier(null, millionths(rate, pointer + "/rate"));
    }

    private static long beyond(long before, long end, String pointer) {
        if (end <= before) {
            throw Problem.invalid(pointer, "must be more than the tier before ends with")
                    .asException();
        }
        return end;
    }

    private static long minorUnits(@Nullable MoneyText text, CurrencyUnit currency, String pointer) {
        if (text == null) {
            return 0;
        }
        Money money = text.toMoney(pointer);
        if (!money.getCurrencyUnit().equals(currency)) {
            throw Problem.invalid(pointer + "/currency", "must be the same for all amounts of the rule")
                    .asException();
        }
        return money.getAmountMinorLong();
    }
}
