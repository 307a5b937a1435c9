package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to a field, such as {@code outbox.sequence}, split once: an index takes it for every document that is written.
 * An array on the way or at the end stands for each of its elements, as in MongoDB.
 */
final class FieldPath {
    /** Stands for the values of a field on whose way is an array. */
    static final Object SEVERAL = new Object();

    private final String[] names;

    FieldPath(String field) {
        this.names = field.split("\\.", -1);
    }

    /** The field's value, null if it is missing, or {@link #SEVERAL} where {@link #collect} has to tell. */
    @Nullable
    Object single(Document document) {
        Object value = document;
        for (String name : names) {
            if (!(value instanceof Document inner)) {
                return value instanceof Collection ? SEVERAL : null;
            }
            value = inner.get(name);
        }
        if (value instanceof Collection) {
            return SEVERAL;
        }
        return Missing.isNullOrMissing(value) ? null : value;
    }

    /**
     * Adds the field's values, null for each that is missing; an empty array has none.
     *
     * @return whether there was an array, so that a document may have several values
     */
    boolean collect(Document document, List<@Nullable Object> values) {
        return collect(document, 0, values);
    }

    private boolean collect(@Nullable Object value, int depth, List<@Nullable Object> values) {
        if (value instanceof Collection<?> elements) {
            elements.forEach(element -> collectElement(element, depth, values));
            return true;
        }
        if (depth == names.length) {
            values.add(Missing.isNullOrMissing(value) ? null : value);
            return false;
        }
        if (value instanceof Document document) {
            return collect(document.get(names[depth]), depth + 1, values);
        }
        values.add(null);
        return false;
    }

    /** An array within an array is a value of its own. */
    private void collectElement(@Nullable Object element, int depth, List<@Nullable Object> values) {
        if (element instanceof Collection) {
            values.add(depth == names.length ? element : null);
        } else {
            collect(element, depth, values);
        }
    }
}
