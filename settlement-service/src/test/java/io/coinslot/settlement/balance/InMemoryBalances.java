package io.coinslot.settlement.balance;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Balances that are forgotten. */
final class InMemoryBalances implements Balances {
    private final Map<String, Instant> rebuilt = new HashMap<>();
    private final Map<String, Map<Integer, Long>> offsets = new HashMap<>();
    private final Map<String, Map<AccountKey, Long>> amounts = new HashMap<>();

    @Override
    public synchronized Map<String, Applied> applied(Collection<String> holderIds, int partition) {
        Map<String, Applied> applied = new HashMap<>();
        for (String id : holderIds) {
            if (amounts.containsKey(id)) {
                applied.put(id, applied(id, partition));
            }
        }
        return applied;
    }

    private Applied applied(String id, int partition) {
        return new Applied(rebuilt.get(id), offsets.getOrDefault(id, Map.of()).get(partition));
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
        String id = change.holder().id();
        if (!applied(id, partition).equals(change.applied())) {
            return false;
        }
        offsets.computeIfAbsent(id, same -> new HashMap<>()).put(partition, change.through());
        Map<AccountKey, Long> balance = amounts.computeIfAbsent(id, same -> new HashMap<>());
        change.net().forEach((key, net) -> balance.merge(key, net, Long::sum));
        return true;
    }

    @Override
    public synchronized void rebuild(Holder holder, Instant asOf, Map<AccountKey, Long> sums) {
        Instant last = rebuilt.get(holder.id());
        if (last == null || last.isBefore(asOf)) {
            rebuilt.put(holder.id(), asOf);
            offsets.remove(holder.id());
            amounts.put(holder.id(), new HashMap<>(sums));
        }
    }

    @Override
    public synchronized Map<AccountKey, Long> find(Holder holder) {
        return Map.copyOf(amounts.getOrDefault(holder.id(), Map.of()));
    }
}
