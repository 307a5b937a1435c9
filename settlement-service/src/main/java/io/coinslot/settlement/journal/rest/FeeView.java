package io.coinslot.settlement.journal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.settlement.journal.FeeReckoning;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a fee came about, so that it can be reckoned again by hand: see {@link FeeReckoning}. */
record FeeView(
        MoneyText reckonedOn,
        List<PartView> parts,
        MoneyText fixed,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TurnoverView turnover) {
    private static final int RATE_SCALE = 6;

    record PartView(String rate, MoneyText amount) {}

    record TurnoverView(int year, MoneyText before, MoneyText after, MoneyText feeBefore, MoneyText feeAfter) {}

    static FeeView of(FeeReckoning fee, String currency) {
        return new FeeView(
                MoneyText.ofMinor(currency, fee.reckonedOn()),
                fee.parts().stream()
                        .map(part -> new PartView(
                                BigDecimal.valueOf(part.rateMillionths(), RATE_SCALE)
                                        .stripTrailingZeros()
                                        .toPlainString(),
                                MoneyText.ofMinor(currency, part.minorUnits())))
                        .toList(),
                MoneyText.ofMinor(currency, fee.fixed()),
                fee.turnover() == null ? null : turnover(fee.turnover(), currency));
    }

    private static TurnoverView turnover(FeeReckoning.Turnover turnover, String currency) {
        return new TurnoverView(
                turnover.year(),
                MoneyText.ofMinor(currency, turnover.before()),
                MoneyText.ofMinor(currency, turnover.after()),
                MoneyText.ofMinor(currency, turnover.feeBefore()),
                MoneyText.ofMinor(currency, turnover.feeAfter()));
    }
}
