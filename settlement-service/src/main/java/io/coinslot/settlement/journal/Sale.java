package io.coinslot.settlement.journal;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What was captured and how it is shared, in minor units.
 *
 * @param captured what the player paid
 * @param tax contained in captured
 * @param fee what the market keeps
 * @param feeReturned whether the market gives its fee back with a refund
 */
public record Sale(String currency, long captured, long tax, long fee, boolean feeReturned) {
    public Sale {
        if (captured < 0 || tax < 0 || tax > captured || fee < 0) {
            throw new IllegalArgumentException(
                    "captured " + captured + ", tax " + tax + " and fee " + fee + " do not go together");
        }
    }

    /** The service's share of the whole; negative if the fee is more than what is left. */
    long net() {
        return captured - tax - fee;
    }

    /**
     * Who bears it when this much of what was captured has gone back in all. Tax and fee follow in proportion, rounded
     * half-even; the service bears the rest. Postings are differences of two shares, so whatever the steps, the parts
     * of a full refund add up to the parts of the sale.
     *
     * @param returned what has gone back so far; beyond captured, the service bears what exceeds
     */
    Share shareOf(long returned) {
        long taxBack = portion(tax, returned);
        long feeBack = feeReturned ? portion(fee, returned) : 0;
        return new Share(taxBack, feeBack, returned - taxBack - feeBack);
    }

    private long portion(long part, long returned) {
        if (returned >= captured) {
            return part;
        }
        if (returned <= 0) {
            return 0;
        }
        return BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(returned))
                .divide(BigDecimal.valueOf(captured), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    /** Parts of an amount that add up to it. */
    record Share(long tax, long fee, long service) {}
}
