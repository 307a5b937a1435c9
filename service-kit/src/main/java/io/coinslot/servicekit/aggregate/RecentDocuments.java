package io.coinslot.servicekit.aggregate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents a shard dealt with last, as they were then: an aggregate that is written now is most likely written
 * again soon. Another process may have written it since, so what is decided on a recent document holds only if it is
 * written, for the write is conditional on the version; a decision to write nothing is taken again on the stored one.
 * For one thread.
 */
final class RecentDocuments<S> {
    private final Map<String, Stored<S>> documents;

    /** @param most how many are kept */
    RecentDocuments(int most) {
        documents = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Stored<S>> eldest) {
                return size() > most;
            }
        };
    }

    @Nullable
    Stored<S> get(String id) {
        return documents.get(id);
    }

    void put(Stored<S> document) {
        documents.put(document.id(), document);
    }

    void forget(String id) {
        documents.remove(id);
    }
}
