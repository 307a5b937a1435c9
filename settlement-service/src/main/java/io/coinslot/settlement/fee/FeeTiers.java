package io.coinslot.settlement.fee;

import io.coinslot.settlement.journal.FeeReckoning.Part;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rates by the turnover of a calendar year, each for its own part of it (marginal): what lies below a threshold stays at
 * the lower tier's rate when the year's turnover grows beyond it.
 *
 * @param currency of the thresholds; payments in another currency are no business of these tiers
 * @param tiers in ascending order; the last one has no threshold
 * @param turnoverBefore what was turned over in its first year before the rule began, in minor units; counts if it is
 *     the first rule with tiers in the currency, see {@link FeeSchedule#turnoverBefore}
 */
public record FeeTiers(String currency, List<Tier> tiers, long turnoverBefore) {
    private static final int RATE_SCALE = 6;

    public FeeTiers {
        tiers = List.copyOf(tiers);
    }

    /**
     * A part of the year's turnover.
     *
     * @param upTo where it ends, in minor units; null for the last one
     */
    public record Tier(@Nullable Long upTo, long rateMillionths) {
        private long endWithin(long turnover) {
            return upTo == null ? turnover : Math.min(turnover, upTo);
        }
    }

    /**
     * The fee of a year's whole turnover in minor units, rounded half-even. A payment costs the difference between the
     * turnover with it and without it: so the fees of a year add up to the fee of its turnover, in whatever order the
     * payments come.
     */
    long feeOf(long turnover) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Part part : parts(0, turnover)) {
            sum = sum.add(BigDecimal.valueOf(part.minorUnits())
                    .multiply(BigDecimal.valueOf(part.rateMillionths(), RATE_SCALE)));
        }
        return sum.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    /** How the turnover between two amounts lies in the tiers. */
    List<Part> parts(long before, long after) {
        List<Part> parts = new ArrayList<>();
        long begin = before;
        for (Tier tier : tiers) {
            long end = tier.endWithin(after);
            if (end > begin) {
                parts.add(new Part(tier.rateMillionths(), end - begin));
                begin = end;
            }
        }
        return parts;
    }
}
