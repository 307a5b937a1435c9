package io.coinslot.settlement.balance;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Places that are forgotten. */
final class InMemoryEntryPlaces implements EntryPlaces {
    private final Map<String, String> places = new HashMap<>();

    @Override
    public synchronized Set<String> countedElsewhere(int partition, Map<String, Long> offsets) {
        Set<String> elsewhere = new HashSet<>();
        offsets.forEach((id, offset) -> {
            String here = partition + "@" + offset;
            String known = places.putIfAbsent(id, here);
            if (known != null && !known.equals(here)) {
                elsewhere.add(id);
            }
        });
        return elsewhere;
    }

    @Override
    public synchronized Set<String> withoutPlace(Collection<String> eventIds) {
        Set<String> without = new HashSet<>(eventIds);
        without.removeAll(places.keySet());
        return without;
    }
}
