package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A non-unique index, which the library lacks. It only narrows down which documents a query may match; the library
 * then matches each of them. Like MongoDB it has an entry for each element of an array, and a sparse one has none for
 * a document without the fields, nor a partial one for a document that its filter does not hold. An entry is the
 * values as {@link KeyBytes} and the slot.
 */
final class SortedIndex extends Index<Integer> {
    /** A node of the tree, the head of the key and the rounding of its length. */
    private static final int BYTES_BESIDE_KEY = 48;

    private final NavigableSet<byte[]> entries = new TreeSet<>(Arrays::compareUnsigned);
    /** For use under the lock of the store; queries, which run beside each other, have their own. */
    private final KeyBytes key = new KeyBytes();

    private final FieldPath[] fields;
    private final boolean[] ascending;
    private final PartialFilter filter;
    private final QueryTally queries;
    private final IndexMemory memory;
    private boolean holdsArrays;
    private long bytes;

    SortedIndex(
            String name,
            List<IndexKey> keys,
            boolean sparse,
            PartialFilter filter,
            QueryTally queries,
            IndexMemory memory) {
        super(name, keys, sparse);
        this.filter = filter;
        this.queries = queries;
        this.memory = memory;
        this.fields = new FieldPath[keys.size()];
        this.ascending = new boolean[keys.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = new FieldPath(keys.get(i).getKey());
            ascending[i] = keys.get(i).isAscending();
        }
    }

    /** The entries between two bounds. */
    NavigableSet<byte[]> between(byte[] first, byte[] last) {
        return Arrays.compareUnsigned(first, last) > 0
                ? new TreeSet<>(Arrays::compareUnsigned)
                : entries.subSet(first, true, last, true);
    }

    QueryTally queries() {
        return queries;
    }

    /** Whether a document can have several entries, so that one bound says nothing about another. */
    boolean holdsArrays() {
        return holdsArrays;
    }

    /** Whether the entries come in the order of the values. */
    boolean isInOrder() {
        return !holdsArrays && !key.isCoarse();
    }

    boolean leavesDocumentsOut() {
        return isSparse();
    }

    PartialFilter filter() {
        return filter;
    }

    @Override
    public void add(Document document, Integer slot, MongoCollection<Integer> collection) {
        addAll(entriesIfHeld(document, slot));
    }

    void remove(Document document, int slot) {
        removeAll(entriesIfHeld(document, slot));
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Integer slot, MongoCollection<Integer> collection) {
        boolean held = filter.holds(oldDocument);
        boolean holds = filter.holds(newDocument);
        if (held == holds && (!holds || haveSameValues(oldDocument, newDocument))) {
            return;
        }
        List<byte[]> before = held ? entriesOf(oldDocument, slot) : List.of();
        List<byte[]> after = holds ? entriesOf(newDocument, slot) : List.of();
        if (!Arrays.deepEquals(before.toArray(), after.toArray())) {
            removeAll(before);
            addAll(after);
        }
    }

    /** Most updates change no field of an index. */
    private boolean haveSameValues(Document left, Document right) {
        for (FieldPath field : fields) {
            Object value = field.single(left);
            if (value == FieldPath.SEVERAL || !Objects.equals(value, field.single(right))) {
                return false;
            }
        }
        return true;
    }

    private void addAll(List<byte[]> more) {
        long added = 0;
        for (byte[] entry : more) {
            added += entries.add(entry) ? entry.length + BYTES_BESIDE_KEY : 0;
        }
        count(added);
    }

    private void removeAll(List<byte[]> some) {
        long removed = 0;
        for (byte[] entry : some) {
            removed += entries.remove(entry) ? entry.length + BYTES_BESIDE_KEY : 0;
        }
        count(-removed);
    }

    private void count(long more) {
        bytes += more;
        memory.add(more);
    }

    private List<byte[]> entriesIfHeld(Document document, int slot) {
        return filter.holds(document) ? entriesOf(document, slot) : List.of();
    }

    private List<byte[]> entriesOf(Document document, int slot) {
        boolean anyValue = false;
        key.reset();
        for (int i = 0; i < fields.length; i++) {
            Object value = fields[i].single(document);
            if (value == FieldPath.SEVERAL) {
                return entriesOfArrays(document, slot);
            }
            anyValue |= value != null;
            key.add(value, ascending[i]);
        }
        return isSparse() && !anyValue ? List.of() : List.of(key.withSlot(slot));
    }

    private List<byte[]> entriesOfArrays(Document document, int slot) {
        List<List<@Nullable Object>> combinations = List.of(List.of());
        boolean anyValue = false;
        for (FieldPath field : fields) {
            List<@Nullable Object> values = valuesOf(document, field);
            anyValue |= values.stream().anyMatch(value -> value != null);
            combinations = combine(combinations, values);
        }
        return isSparse() && !anyValue
                ? List.of()
                : combinations.stream().map(values -> entry(values, slot)).toList();
    }

    private byte[] entry(List<@Nullable Object> values, int slot) {
        key.reset();
        for (int i = 0; i < fields.length; i++) {
            key.add(values.get(i), ascending[i]);
        }
        return key.withSlot(slot);
    }

    private List<@Nullable Object> valuesOf(Document document, FieldPath field) {
        List<@Nullable Object> values = new ArrayList<>();
        holdsArrays |= field.collect(document, values);
        if (values.isEmpty()) {
            values.add(null);
        }
        return values;
    }

    private static List<List<@Nullable Object>> combine(
            List<List<@Nullable Object>> combinations, List<@Nullable Object> values) {
        List<List<@Nullable Object>> longer = new ArrayList<>(combinations.size() * values.size());
        for (List<@Nullable Object> combination : combinations) {
            for (Object value : values) {
                List<@Nullable Object> extended = new ArrayList<>(combination);
                extended.add(value);
                longer.add(extended);
            }
        }
        return longer;
    }

    /** This index cannot tell where a single document is; others can. */
    @Override
    public @Nullable Integer getPosition(Document document) {
        return null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Integer> collection) {}

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Integer> collection) {}

    @Override
    public Integer remove(Document document) {
        throw new UnsupportedOperationException("the slot is needed as well");
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Integer> getPositions(Document query) {
        throw new UnsupportedOperationException("see IndexChoice");
    }

    @Override
    public long getCount() {
        return entries.size();
    }

    @Override
    public long getDataSize() {
        return bytes;
    }

    @Override
    public void drop() {
        entries.clear();
        count(-bytes);
    }
}
