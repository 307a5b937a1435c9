package io.coinslot.settlement.balance;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Where in the journal's topic each event counts. The topic holds an event again, at a higher offset, if its sender could
 * not know that the broker had it. The place that is recorded first stays for good, so that whoever reads the topic, and
 * however often, counts the event there and nowhere else.
 */
public interface EntryPlaces {
    /**
     * Records the place of each event that has none. Durable when it returns.
     *
     * @param offsets by event id, in one partition
     * @return the ids of those whose place is another one: what stands here is a repeat
     */
    Set<String> countedElsewhere(int partition, Map<String, Long> offsets);

    /** Those of the events that have no place. */
    Set<String> withoutPlace(Collection<String> eventIds);
}
