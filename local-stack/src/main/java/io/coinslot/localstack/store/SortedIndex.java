package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A non-unique index, which the library lacks. It only narrows down which documents a query may match; the library
 * then matches each of them. Like MongoDB it has an entry for each element of an array, and a sparse one has none for
 * a document without the fields.
 */
final class SortedIndex extends Index<Integer> {
    private final NavigableSet<IndexEntry> entries;
    private final List<FieldPath> fields;
    private final QueryTally queries;
    private boolean holdsArrays;

    SortedIndex(String name, List<IndexKey> keys, boolean sparse, QueryTally queries) {
        super(name, keys, sparse);
        this.queries = queries;
        this.entries = new TreeSet<>(IndexEntry.order(keys));
        this.fields = keys.stream().map(key -> new FieldPath(key.getKey())).toList();
    }

    NavigableSet<IndexEntry> entries() {
        return entries;
    }

    QueryTally queries() {
        return queries;
    }

    /** Whether a document can have several entries, so that one bound says nothing about another. */
    boolean holdsArrays() {
        return holdsArrays;
    }

    boolean leavesDocumentsOut() {
        return isSparse();
    }

    @Override
    public void add(Document document, Integer slot, MongoCollection<Integer> collection) {
        entriesOf(document, slot).forEach(entries::add);
    }

    void remove(Document document, int slot) {
        entriesOf(document, slot).forEach(entries::remove);
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Integer slot, MongoCollection<Integer> collection) {
        List<IndexEntry> before = entriesOf(oldDocument, slot);
        List<IndexEntry> after = entriesOf(newDocument, slot);
        if (!before.equals(after)) {
            before.forEach(entries::remove);
            entries.addAll(after);
        }
    }

    private List<IndexEntry> entriesOf(Document document, int slot) {
        List<List<@Nullable Object>> combinations = List.of(List.of());
        boolean anyValue = false;
        for (FieldPath field : fields) {
            List<@Nullable Object> values = valuesOf(document, field);
            anyValue |= values.stream().anyMatch(value -> value != null);
            combinations = combine(combinations, values);
        }
        return isSparse() && !anyValue
                ? List.of()
                : combinations.stream()
                        .map(values -> new IndexEntry(values, slot))
                        .toList();
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
        return entries.size();
    }

    @Override
    public void drop() {
        entries.clear();
    }
}
