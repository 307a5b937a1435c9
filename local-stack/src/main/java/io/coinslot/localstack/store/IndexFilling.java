package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills indexes with the documents of a collection: all of them in one pass where the collection is found again. */
final class IndexFilling {
    private final StoreCollection collection;
    private final Slots slots;
    /** What is to be filled later; null when an index is filled at once. */
    private @Nullable List<Index<Integer>> noted;

    IndexFilling(StoreCollection collection, Slots slots) {
        this.collection = collection;
        this.slots = slots;
    }

    /** From now on until {@link #fillNoted()} indexes are only noted. */
    void later() {
        noted = new ArrayList<>();
    }

    void fillNoted() {
        List<Index<Integer>> indexes = noted == null ? List.of() : noted;
        noted = null;
        fill(indexes);
    }

    void add(Index<Integer> index) {
        if (noted == null) {
            fill(List.of(index));
        } else {
            noted.add(index);
        }
    }

    private void fill(List<Index<Integer>> indexes) {
        try {
            for (int slot = 0; slot < slots.end() && !indexes.isEmpty(); slot++) {
                if (!slots.isEmpty(slot)) {
                    var document = collection.getDocument(slot);
                    for (Index<Integer> index : indexes) {
                        index.add(document, slot, collection);
                    }
                }
            }
        } catch (MongoServerError e) {
            throw new IndexBuildFailedException(e, collection);
        }
        collection.getIndexes().addAll(indexes);
    }
}
