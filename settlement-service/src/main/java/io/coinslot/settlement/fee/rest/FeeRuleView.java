package io.coinslot.settlement.fee.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.settlement.fee.FeeRule;
import io.coinslot.settlement.fee.FeeTiers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fee rule as it is answered.
 *
 * @param rate a decimal string such as 0.15; null with tiers
 * @param tiers left out without them
 * @param builtIn whether the rule is ours and holds only where the service has none
 */
record FeeRuleView(
        @Nullable String country,
        Instant from,
        @Nullable String rate,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<TierView> tiers,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MoneyText turnoverBefore,

        @Nullable MoneyText fixed,
        boolean builtIn) {

    /** @param upTo null in the last tier */
    record TierView(@Nullable MoneyText upTo, String rate) {
        static TierView of(FeeTiers.Tier tier, String currency) {
            return new TierView(
                    tier.upTo() == null ? null : MoneyText.ofMinor(currency, tier.upTo()),
                    FeeRule.rateText(tier.rateMillionths()));
        }
    }

    static FeeRuleView of(FeeRule rule, boolean builtIn) {
        FeeTiers tiers = rule.tiers();
        return new FeeRuleView(
                rule.country(),
                rule.from(),
                tiers == null ? FeeRule.rateText(rule.rateMillionths()) : null,
                tiers == null
                        ? null
                        : tiers.tiers().stream()
                                .map(tier -> TierView.of(tier, tiers.currency()))
                                .toList(),
                tiers == null || tiers.turnoverBefore() == 0
                        ? null
                        : MoneyText.ofMinor(tiers.currency(), tiers.turnoverBefore()),
                rule.fixed() == null ? null : MoneyText.of(rule.fixed()),
                builtIn);
    }
}
