package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.ValueComparator;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a {@link SortedIndex}: the values of the index's fields and the slot of a document. Bounds of a search are
 * entries too; they end with {@link #BEFORE_ALL} or {@link #AFTER_ALL} where the search leaves the values open.
 */
record IndexEntry(List<@Nullable Object> values, int slot) {
    static final Object BEFORE_ALL = new Object();
    static final Object AFTER_ALL = new Object();

    /** The order of an index with these fields. */
    static Comparator<IndexEntry> order(List<IndexKey> keys) {
        boolean[] ascending = new boolean[keys.size()];
        for (int i = 0; i < ascending.length; i++) {
            ascending[i] = keys.get(i).isAscending();
        }
        return (left, right) -> compare(left, right, ascending);
    }

    private static int compare(IndexEntry left, IndexEntry right, boolean[] ascending) {
        for (int i = 0; i < ascending.length; i++) {
            int order = compareValues(left.values.get(i), right.values.get(i), ascending[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.slot, right.slot);
    }

    private static int compareValues(@Nullable Object left, @Nullable Object right, boolean ascending) {
        if (left == right) {
            return 0;
        }
        if (left == BEFORE_ALL || right == AFTER_ALL) {
            return -1;
        }
        if (left == AFTER_ALL || right == BEFORE_ALL) {
            return 1;
        }
        int order = ValueComparator.ascWithoutListHandling().compare(left, right);
        return ascending ? order : -order;
    }
}
