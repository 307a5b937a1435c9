package io.coinslot.settlement.journal;

import io.coinslot.settlement.journal.Booking.Captured;
import io.coinslot.settlement.journal.Booking.Source;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tells what a market keeps of a sale, by the schedule in force at its capture. */
public interface FeeLookup {
    /**
     * The fee of a purchase. Asking again is answered the same, as long as the schedule is the same.
     *
     * @return nothing if the purchase turns out to be booked already
     * @throws NoFeeKnown if no schedule covers it
     */
    CompletionStage<Optional<Fee>> feeOf(Source source, String market, Captured captured);

    /**
     * What the market keeps of a payment for a purchase that another one had paid, though it goes back. It counts in no
     * turnover: with tiers it is reckoned as if it came next.
     *
     * @return nothing where the market gives its fee back with the payment
     * @throws NoFeeKnown if no schedule covers it
     */
    Optional<Fee> keptOfSecond(Source source, String market, Captured captured);

    /** Whether there may be captures at the market for which no fee is known, or was not when they came. */
    default boolean mayLackFee(String market) {
        return false;
    }

    /**
     * A market's fee.
     *
     * @param minorUnits of the captured currency
     * @param returned whether a refund gives it back
     */
    record Fee(long minorUnits, boolean returned, FeeReckoning reckoning) {
        static final Fee NONE = new Fee(0, false, new FeeReckoning(0, List.of(), 0, null));
    }
}
