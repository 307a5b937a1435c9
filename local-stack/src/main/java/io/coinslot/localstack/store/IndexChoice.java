package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds an index for a query. The library uses one only if the query names exactly its fields; here a unique index
 * also serves a query that has further conditions, such as {@code {_id, version}}, since every candidate is matched
 * against the whole query afterwards.
 */
final class IndexChoice {
    private IndexChoice() {}

    /** The slots that may match, or null if only a scan can tell. */
    static @Nullable Iterable<Integer> candidates(List<Index<Integer>> indexes, Document query) {
        for (Index<Integer> index : indexes) {
            Document part = partFor(index, query);
            if (part != null && index.canHandle(part)) {
                return index.getPositions(part);
            }
        }
        return null;
    }

    /** The query's conditions on the fields of the index, or null if one is missing or of no use to an index. */
    private static @Nullable Document partFor(Index<Integer> index, Document query) {
        Document part = new Document();
        for (IndexKey key : index.getKeys()) {
            Object condition = withoutEquals(query.get(key.getKey()));
            if (condition == null
                    || condition instanceof Collection
                    || BsonRegularExpression.isRegularExpression(condition)) {
                return null;
            }
            part.put(key.getKey(), condition);
        }
        return part;
    }

    private static @Nullable Object withoutEquals(@Nullable Object condition) {
        return condition instanceof Document document && document.size() == 1 && document.containsKey("$eq")
                ? document.get("$eq")
                : condition;
    }
}
