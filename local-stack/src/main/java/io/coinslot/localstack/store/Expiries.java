package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long the documents of an index are kept. It is remembered, and changed as at MongoDB: not by asking for the index
 * with another time, but by collMod. Nothing here deletes what is older.
 */
final class Expiries {
    /** Asks for a change of a collection, of which there are no others here. */
    static final String COMMAND = "collmod";

    private static final String SECONDS = "expireAfterSeconds";
    private static final int INDEX_NOT_FOUND = 27;
    private static final int INDEX_OPTIONS_CONFLICT = 85;
    private static final int NOT_IMPLEMENTED = 238;

    private Expiries() {}

    /** Refuses an index that is there with another time, or with none. */
    static void refuseAnother(Document asked, Iterable<Document> described) {
        for (Document known : described) {
            if (isOf(known, asked.get("ns"), "name", asked.get("name"))
                    && !Objects.equals(seconds(known), seconds(asked))) {
                throw new MongoServerError(
                        INDEX_OPTIONS_CONFLICT,
                        "IndexOptionsConflict",
                        "An equivalent index already exists with the same name but different options: " + asked);
            }
        }
    }

    /** Carries a collMod out: {index: {keyPattern or name, expireAfterSeconds}} and nothing else. */
    static Document change(String namespace, Document command, MongoCollection<Integer> described) {
        if (!(command.get("index") instanceof Document change) || seconds(change) == null) {
            throw new MongoServerError(NOT_IMPLEMENTED, "the embedded store changes when indexes expire, nothing else");
        }
        String by = change.containsKey("name") ? "name" : "keyPattern";
        List<Document> found = new ArrayList<>();
        for (Document known : described.queryAll()) {
            if (isOf(known, namespace, by.equals("name") ? "name" : "key", change.get(by))) {
                found.add(known.cloneDeeply());
            }
        }
        if (found.isEmpty()) {
            throw new MongoServerError(INDEX_NOT_FOUND, "IndexNotFound", "cannot find index " + change.get(by));
        }
        Document index = found.getFirst();
        Document answer = new Document();
        answer.putIfNotNull("expireAfterSeconds_old", index.get(SECONDS));
        described.deleteDocuments(new Document("ns", namespace).append("name", index.get("name")), 0);
        index.put(SECONDS, change.get(SECONDS));
        described.addDocument(index);
        return answer.append("expireAfterSeconds_new", change.get(SECONDS)).append("ok", 1.0);
    }

    private static boolean isOf(Document index, @Nullable Object namespace, String field, @Nullable Object value) {
        return Objects.equals(namespace, index.get("ns")) && Objects.equals(value, index.get(field));
    }

    private static @Nullable Long seconds(Document index) {
        return index.get(SECONDS) instanceof Number seconds ? seconds.longValue() : null;
    }
}
