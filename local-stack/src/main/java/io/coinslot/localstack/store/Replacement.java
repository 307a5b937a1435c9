package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The replacement of one document by id, perhaps only while further fields have given values: what conditional writes
 * come down to. The library copies and compares both documents several times for it.
 */
record Replacement(Object id, Document conditions, Document next) {
    private static final String ID = "_id";

    /** The update as a replacement by id, or null if it is anything else. */
    static @Nullable Replacement of(Document selector, Document update) {
        Document conditions = flat(selector);
        Object id = conditions == null ? null : conditions.get(ID);
        return conditions != null && id != null && isSame(id, update.get(ID)) && isWhole(update)
                ? new Replacement(id, conditions, update)
                : null;
    }

    /** Neither operators nor a name that the library refuses. */
    private static boolean isWhole(Document update) {
        return update.keySet().stream().noneMatch(name -> name.startsWith("$") || name.indexOf('.') >= 0);
    }

    /** Plain equalities on top-level fields, also those that a driver wrote as {@code $and}; otherwise null. */
    private static @Nullable Document flat(Document selector) {
        if (selector.size() == 1 && selector.get("$and") instanceof Collection<?> parts) {
            Document all = new Document();
            for (Object part : parts) {
                if (!(part instanceof Document one) || one.keySet().stream().anyMatch(all::containsKey)) {
                    return null;
                }
                all.putAll(one);
            }
            return isPlain(all) ? all : null;
        }
        return isPlain(selector) ? selector : null;
    }

    private static boolean isPlain(Document selector) {
        return selector.entrySet().stream().allMatch(entry -> isPlain(entry.getKey(), entry.getValue()));
    }

    private static boolean isPlain(String field, @Nullable Object value) {
        return !field.startsWith("$")
                && field.indexOf('.') < 0
                && value != null
                && !(value instanceof Document)
                && !(value instanceof Collection)
                && !BsonRegularExpression.isRegularExpression(value);
    }

    private static boolean isSame(@Nullable Object left, @Nullable Object right) {
        return left != null
                && right != null
                && ValueComparator.ascWithoutListHandling().compare(left, right) == 0;
    }

    /** Where the document lies, by the index on the id alone; null if there is none. */
    @Nullable
    Integer slot(List<Index<Integer>> indexes) {
        for (Index<Integer> index : indexes) {
            if (isOfId(index)) {
                return index.getPosition(next);
            }
        }
        return null;
    }

    static boolean isOfId(Index<?> index) {
        return index.isUnique()
                && index.getKeys().size() == 1
                && index.getKeys().getFirst().getKey().equals(ID);
    }

    /** Whether the document has the values that the replacement demands. */
    boolean applies(Document current) {
        return conditions.entrySet().stream()
                .allMatch(condition -> isSame(condition.getValue(), current.get(condition.getKey())));
    }

    /** Whether a field that is compared holds an array, which matches by its elements: the library's business. */
    boolean meetsAnArray(Document current) {
        return conditions.keySet().stream().anyMatch(field -> current.get(field) instanceof Collection);
    }
}
