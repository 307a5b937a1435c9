package io.coinslot.settlement.journal;

import io.coinslot.settlement.journal.Booking.Captured;

/** Tells what a market keeps of a sale, by the schedule in force at its capture. */
@FunctionalInterface
public interface FeeLookup {
    /** @return minor units of the captured currency, and whether a refund gives them back */
    Fee feeOf(String serviceId, String market, Captured captured);

    /** A market's fee. */
    record Fee(long minorUnits, boolean returned) {}
}
