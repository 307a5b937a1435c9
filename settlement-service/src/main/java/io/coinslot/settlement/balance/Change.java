package io.coinslot.settlement.balance;

import java.util.Map;

/**
 * The net effect of several entries of one partition on one holder.
 *
 * @param applied what is in the balance: the condition
 * @param through the last offset that is in it after the change
 * @param net credits less debits, in minor units
 */
public record Change(Holder holder, Applied applied, long through, Map<AccountKey, Long> net) {
    public Change {
        net = Map.copyOf(net);
    }
}
