package io.coinslot.settlement.fee;

import io.coinslot.servicekit.money.MoneyText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fee rule as it is answered.
 *
 * @param rate a decimal string such as 0.15
 * @param builtIn whether the rule is ours and holds only where the service has none
 */
record FeeRuleView(
        @Nullable String country,
        Instant from,
        String rate,
        @Nullable MoneyText fixed,
        boolean builtIn) {
    static FeeRuleView of(FeeRule rule, boolean builtIn) {
        return new FeeRuleView(
                rule.country(),
                rule.from(),
                rule.rate().toPlainString(),
                rule.fixed() == null ? null : MoneyText.of(rule.fixed()),
                builtIn);
    }
}
