package io.coinslot.settlement.balance;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What each account stands at. A balance remembers, for each partition of the journal's topic, the last offset that is
 * in it; a change is made only if that has not moved, so no offset counts twice whoever applies it and however often.
 */
interface Balances {
    /** The last offset of the partition that is in each balance, by holder id; those without any are missing. */
    Map<String, Long> appliedThrough(Collection<String> holderIds, int partition);

    /**
     * Makes each change whose condition holds.
     *
     * @return false if some condition did not hold; {@link #appliedThrough} then tells which changes were made
     */
    boolean apply(int partition, List<Change> changes);

    /** All accounts of a holder: credits less debits, in minor units. */
    Map<AccountKey, Long> find(Holder holder);
}
