package io.coinslot.settlement.balance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The net effect of several entries of one partition on one holder.
 *
 * @param appliedThrough the last offset of the partition that is in the balance, or null for none: the condition
 * @param through the last offset that is in it after the change
 * @param net credits less debits, in minor units
 */
record Change(Holder holder, @Nullable Long appliedThrough, long through, Map<AccountKey, Long> net) {
    Change {
        net = Map.copyOf(net);
    }
}
