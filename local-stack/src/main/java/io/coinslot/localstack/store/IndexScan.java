package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How a {@link SortedIndex} serves a query: equality on its first fields, then at most one range or the order. */
final class IndexScan {
    static final Comparator<IndexScan> BY_USE = Comparator.comparing((IndexScan scan) -> scan.equalFields)
            .thenComparing(scan -> scan.hasRange)
            .thenComparing(IndexScan::isInOrder)
            .thenComparing(IndexScan::narrowsByItsFilter);

    private static final int MOST_RANGES = 500;

    private final SortedIndex index;
    private final Conditions conditions;
    private final List<List<@Nullable Object>> prefixes;
    private final int equalFields;
    private final boolean hasRange;
    private final @Nullable Direction direction;

    private enum Direction {
        FORWARD,
        BACKWARD
    }

    IndexScan(SortedIndex index, Conditions conditions, @Nullable Document orderBy) {
        this.index = index;
        this.conditions = conditions;
        this.prefixes = prefixes();
        this.equalFields = prefixes.getFirst().size();
        this.hasRange = equalFields < index.getKeys().size() && hasRange(nextField());
        this.direction = directionFor(orderBy);
    }

    /** Only the order is no use if the index leaves documents out; what its filter leaves out cannot match. */
    boolean isUseful() {
        boolean narrows = equalFields > 0 || hasRange || !index.filter().isAll();
        return index.filter().isImpliedBy(conditions)
                && (narrows || (direction != null && !index.leavesDocumentsOut()));
    }

    /** Whether it holds fewer documents than one of the same fields would. */
    private boolean narrowsByItsFilter() {
        List<String> equal = index.getKeys().stream()
                .limit(equalFields)
                .map(IndexKey::getKey)
                .toList();
        return index.filter().narrowsBeside(equal);
    }

    boolean hasEquality() {
        return equalFields > 0;
    }

    boolean isInOrder() {
        return direction != null;
    }

    private List<List<@Nullable Object>> prefixes() {
        List<List<@Nullable Object>> found = List.of(List.of());
        for (IndexKey key : index.getKeys()) {
            List<?> values = conditions.values(key.getKey());
            if (values == null || values.isEmpty() || found.size() * values.size() > MOST_RANGES) {
                return found;
            }
            List<List<@Nullable Object>> longer = new ArrayList<>();
            for (List<@Nullable Object> prefix : found) {
                values.forEach(value -> {
                    List<@Nullable Object> extended = new ArrayList<>(prefix);
                    extended.add(value);
                    longer.add(extended);
                });
            }
            found = longer;
        }
        return found;
    }

    private String nextField() {
        return index.getKeys().get(equalFields).getKey();
    }

    private boolean hasRange(String field) {
        boolean exists = Boolean.TRUE.equals(conditions.operator(field, "$exists")) && index.leavesDocumentsOut();
        return exists || lowest(field) != null || highest(field) != null;
    }

    private @Nullable Object lowest(String field) {
        Object more = conditions.operator(field, "$gt");
        return more == null ? conditions.operator(field, "$gte") : more;
    }

    private @Nullable Object highest(String field) {
        Object less = conditions.operator(field, "$lt");
        return less == null ? conditions.operator(field, "$lte") : less;
    }

    private @Nullable Direction directionFor(@Nullable Document orderBy) {
        if (orderBy == null || orderBy.isEmpty() || prefixes.size() > 1 || !index.isInOrder()) {
            return null;
        }
        List<String> fields = orderBy.keySet().stream()
                .filter(field -> index.getKeys().stream()
                        .limit(equalFields)
                        .noneMatch(key -> key.getKey().equals(field)))
                .toList();
        Set<Direction> directions = new LinkedHashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            int at = equalFields + i;
            if (at >= index.getKeys().size()
                    || !index.getKeys().get(at).getKey().equals(fields.get(i))) {
                return null;
            }
            boolean wantsAscending = orderBy.get(fields.get(i)) instanceof Number number && number.intValue() > 0;
            directions.add(
                    wantsAscending == index.getKeys().get(at).isAscending() ? Direction.FORWARD : Direction.BACKWARD);
        }
        if (directions.isEmpty()) {
            return Direction.FORWARD;
        }
        return directions.size() == 1 ? directions.iterator().next() : null;
    }

    /** They are read one by one as they are asked for: a page of a long list costs no more than of a short one. */
    Iterable<Integer> slots() {
        return index.holdsArrays() ? () -> distinct(new Entries()) : () -> new Entries();
    }

    private static Iterator<Integer> distinct(Iterator<Integer> slots) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(slots, Spliterator.ORDERED), false)
                .distinct()
                .iterator();
    }

    /** The entries of one range after the other. A stream of streams would read each range to its end. */
    private final class Entries implements Iterator<Integer> {
        private final Iterator<List<@Nullable Object>> left = prefixes.iterator();
        private Iterator<byte[]> inRange = Collections.emptyIterator();

        @Override
        public boolean hasNext() {
            while (!inRange.hasNext() && left.hasNext()) {
                NavigableSet<byte[]> range = range(left.next());
                inRange = direction == Direction.BACKWARD ? range.descendingIterator() : range.iterator();
            }
            return inRange.hasNext();
        }

        @Override
        public Integer next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            index.queries().key();
            return KeyBytes.slot(inRange.next());
        }
    }

    private NavigableSet<byte[]> range(List<@Nullable Object> prefix) {
        Object from = null;
        Object to = null;
        if (hasRange) {
            boolean ascending = index.getKeys().get(equalFields).isAscending();
            Object lowest = lowest(nextField());
            Object highest = index.holdsArrays() && lowest != null ? null : highest(nextField());
            from = ascending ? lowest : highest;
            to = ascending ? highest : lowest;
        }
        return index.between(bound(prefix, from).before(), bound(prefix, to).after());
    }

    /** The values that are given; what follows them in an entry is open, and so is a value of null. */
    private KeyBytes bound(List<@Nullable Object> prefix, @Nullable Object value) {
        KeyBytes key = new KeyBytes();
        int field = 0;
        for (Object given : prefix) {
            key.add(given, index.getKeys().get(field++).isAscending());
        }
        return value == null ? key : key.add(value, index.getKeys().get(field).isAscending());
    }
}
