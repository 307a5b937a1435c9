package io.coinslot.billing.limit.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coinslot.billing.limit.Limit;
import io.coinslot.billing.limit.Spent;
import io.coinslot.billing.limit.User;
import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A limit in JSON, with decimal strings.
 *
 * @param spentToday spent or reserved since midnight in UTC, while there was a limit in the currency; in answers only
 * @param spentThisMonth the same since the first of the month
 */
record LimitText(
        @Nullable String currency,
        @Nullable String daily,
        @Nullable String monthly,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String spentToday,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String spentThisMonth) {
    private static final int MOST_LIMITS = 50;

    static LimitText of(Limit limit, User user, Instant now) {
        Spent spent = user.spent(CurrencyUnit.of(limit.currency()), now);
        return new LimitText(
                limit.currency(), text(limit.daily()), text(limit.monthly()), text(spent.day()), text(spent.month()));
    }

    private static @Nullable String text(@Nullable Money money) {
        return money == null ? null : money.getAmount().toPlainString();
    }

    static List<Limit> toLimits(List<@Nullable LimitText> texts) {
        if (texts.size() > MOST_LIMITS) {
            throw Problem.invalid("", "must be at most " + MOST_LIMITS + " limits")
                    .asException();
        }
        Set<String> currencies = new HashSet<>();
        List<Limit> limits = new ArrayList<>();
        for (int index = 0; index < texts.size(); index++) {
            LimitText text = texts.get(index);
            String at = "/" + index;
            if (text == null) {
                throw Problem.invalid(at, "is missing").asException();
            }
            Limit limit = text.toLimit(at);
            if (!currencies.add(limit.currency())) {
                throw Problem.invalid(at + "/currency", "stands here twice").asException();
            }
            limits.add(limit);
        }
        return limits;
    }

    private Limit toLimit(String at) {
        CurrencyUnit unit = MoneyText.currencyUnit(currency, at + "/currency");
        return new Limit(unit.getCode(), money(daily, unit, at + "/daily"), money(monthly, unit, at + "/monthly"));
    }

    private static @Nullable Money money(@Nullable String text, CurrencyUnit unit, String pointer) {
        return text == null ? null : Money.of(unit, MoneyText.decimal(text, unit, pointer));
    }
}
