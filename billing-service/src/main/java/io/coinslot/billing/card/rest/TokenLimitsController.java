package io.coinslot.billing.card.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coinslot.billing.card.CardToken;
import io.coinslot.billing.card.CardTokens;
import io.coinslot.billing.card.PaymentTokens;
import io.coinslot.billing.card.TokenLimits;
import io.coinslot.billing.limit.Spending;
import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sets and reads how much and how often a token may be charged. */
@RestController
@RequestMapping("/v1/payment-tokens/{tokenUniqueReference}/limits")
final class TokenLimitsController {
    private static final int MOST_CURRENCIES = 50;

    private final CardTokens known;
    private final PaymentTokens tokens;
    private final Clock clock;

    TokenLimitsController(CardTokens known, PaymentTokens tokens, Clock clock) {
        this.known = known;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * In decimal strings; what is null has no bound, and what is left out of a request stays as it usually is.
     *
     * @param chargedToday charged or reserved since midnight in UTC; in answers only
     */
    record AmountText(
            @Nullable String currency,
            @Nullable String perPurchase,
            @Nullable String perDay,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String chargedToday) {}

    /** @param purchasesToday those that came to nothing too; in answers only */
    record LimitsText(
            @Nullable Long purchasesPerDay,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long purchasesToday,

            @Nullable List<@Nullable AmountText> amounts) {}

    @GetMapping
    LimitsText get(Caller caller, @PathVariable String tokenUniqueReference) {
        return known.find(caller.requiring("purchases:read"), tokenUniqueReference)
                .map(this::text)
                .orElseThrow(TokenLimitsController::unknown);
    }

    @PutMapping
    LimitsText put(Caller caller, @PathVariable String tokenUniqueReference, @RequestBody LimitsText body) {
        caller.requiring("purchases:write");
        Long perDay = body.purchasesPerDay();
        TokenLimits limits = new TokenLimits(
                perDay == null
                        ? null
                        : (int) InputRules.within(perDay, 0, TokenLimits.MOST_PURCHASES_PER_DAY, "/purchasesPerDay"),
                amounts(body.amounts() == null ? List.of() : body.amounts()));
        return tokens.limit(caller, tokenUniqueReference, limits)
                .map(this::text)
                .orElseThrow(TokenLimitsController::unknown);
    }

    private LimitsText text(CardToken token) {
        TokenLimits limits = tokens.limits(token);
        LocalDate today = Spending.dayOf(clock.instant());
        List<@Nullable AmountText> amounts = new ArrayList<>();
        for (TokenLimits.AmountLimit limit : limits.amounts()) {
            Money charged = token.ledger().spentOn(today, CurrencyUnit.of(limit.currency()));
            amounts.add(
                    new AmountText(limit.currency(), text(limit.perPurchase()), text(limit.perDay()), text(charged)));
        }
        Integer perDay = limits.purchasesPerDay();
        return new LimitsText(
                perDay == null ? null : perDay.longValue(), token.ledger().countOn(today), amounts);
    }

    private static List<TokenLimits.AmountLimit> amounts(List<@Nullable AmountText> texts) {
        if (texts.size() > MOST_CURRENCIES) {
            throw Problem.invalid("/amounts", "must be at most " + MOST_CURRENCIES)
                    .asException();
        }
        Set<String> currencies = new HashSet<>();
        List<TokenLimits.AmountLimit> limits = new ArrayList<>();
        for (int index = 0; index < texts.size(); index++) {
            AmountText text = texts.get(index);
            String at = "/amounts/" + index;
            if (text == null) {
                throw Problem.invalid(at, "is missing").asException();
            }
            CurrencyUnit unit = MoneyText.currencyUnit(text.currency(), at + "/currency");
            if (!currencies.add(unit.getCode())) {
                throw Problem.invalid(at + "/currency", "stands here twice").asException();
            }
            limits.add(new TokenLimits.AmountLimit(
                    unit.getCode(),
                    money(text.perPurchase(), unit, at + "/perPurchase"),
                    money(text.perDay(), unit, at + "/perDay")));
        }
        return limits;
    }

    private static @Nullable Money money(@Nullable String text, CurrencyUnit unit, String pointer) {
        return text == null ? null : Money.of(unit, MoneyText.decimal(text, unit, pointer));
    }

    private static @Nullable String text(@Nullable Money money) {
        return money == null ? null : money.getAmount().toPlainString();
    }

    private static ProblemException unknown() {
        return Problem.of(GeneralProblem.NOT_FOUND, "There is no such token").asException();
    }
}
