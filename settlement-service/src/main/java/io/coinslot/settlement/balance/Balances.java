package io.coinslot.settlement.balance;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What each account stands at. A balance remembers, for each partition of the journal's topic, the last offset that is
 * in it; a change is made only if that has not moved, so no offset counts twice whoever applies it and however often.
 * One that was rebuilt begins with what was booked before a time, and has no offsets.
 */
public interface Balances {
    /** What is in each balance, by holder id; those that there are not yet are missing. */
    Map<String, Applied> applied(Collection<String> holderIds, int partition);

    /**
     * Makes each change whose condition holds.
     *
     * @return false if some condition did not hold; {@link #applied} then tells which changes were made
     */
    boolean apply(int partition, List<Change> changes);

    /**
     * Puts the balance in the place of what there is, unless that was rebuilt as of this time or a later one.
     *
     * @param asOf all that was booked before it is in the amounts
     */
    void rebuild(Holder holder, Instant asOf, Map<AccountKey, Long> amounts);

    /** All accounts of a holder: credits less debits, in minor units. */
    Map<AccountKey, Long> find(Holder holder);
}
