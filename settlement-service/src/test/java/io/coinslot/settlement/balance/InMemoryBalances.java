package io.coinslot.settlement.balance;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Balances that are forgotten. */
final class InMemoryBalances implements Balances {
    private final Map<String, Map<Integer, Long>> offsets = new HashMap<>();
    private final Map<String, Map<AccountKey, Long>> amounts = new HashMap<>();

    @Override
    public synchronized Map<String, Long> appliedThrough(Collection<String> holderIds, int partition) {
        Map<String, Long> applied = new HashMap<>();
        for (String id : holderIds) {
            Long offset = offsets.getOrDefault(id, Map.of()).get(partition);
            if (offset != null) {
                applied.put(id, offset);
            }
        }
        return applied;
    }

    @Override
    public synchronized boolean apply(int partition, List<Change> changes) {
        boolean all = true;
        for (Change change : changes) {
            all &= apply(partition, change);
        }
        return all;
    }

    private boolean apply(int partition, Change change) {
        Map<Integer, Long> applied = offsets.computeIfAbsent(change.holder().id(), id -> new HashMap<>());
        if (!Objects.equals(applied.get(partition), change.appliedThrough())) {
            return false;
        }
        applied.put(partition, change.through());
        Map<AccountKey, Long> balance = amounts.computeIfAbsent(change.holder().id(), id -> new HashMap<>());
        change.net().forEach((key, net) -> balance.merge(key, net, Long::sum));
        return true;
    }

    @Override
    public synchronized Map<AccountKey, Long> find(Holder holder) {
        return Map.copyOf(amounts.getOrDefault(holder.id(), Map.of()));
    }
}
