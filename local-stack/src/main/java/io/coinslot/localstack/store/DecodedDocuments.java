package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents that were changed last, as they were decoded then: a document that changes now changes again soon.
 * They are only looked at, since the library changes documents in place. For use under the collection's lock.
 */
final class DecodedDocuments {
    private static final int LARGEST_BYTES = 16 << 10;

    private final Map<Integer, Document> bySlot;

    /** @param most how many are kept */
    DecodedDocuments(int most) {
        bySlot = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Document> eldest) {
                return size() > most;
            }
        };
    }

    @Nullable
    Document get(int slot) {
        return bySlot.get(slot);
    }

    /** @param length of the document as it is stored, in bytes */
    void put(int slot, Document document, int length) {
        if (length <= LARGEST_BYTES) {
            bySlot.put(slot, document);
        } else {
            bySlot.remove(slot);
        }
    }

    void forget(int slot) {
        bySlot.remove(slot);
    }

    void clear() {
        bySlot.clear();
    }
}
