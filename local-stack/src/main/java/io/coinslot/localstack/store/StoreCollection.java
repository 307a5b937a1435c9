package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A collection whose documents are kept as BSON, and whose changes are recorded. */
final class StoreCollection extends AbstractSynchronizedMongoCollection<Integer> {
    /** What one machine sells in a second. A decoded document takes several times the memory of its bytes. */
    private static final int MOST_DECODED = 150;

    private final DecodedDocuments decoded = new DecodedDocuments(MOST_DECODED);
    private final Engine engine;
    private final Slots slots;
    private final byte[] namespace;
    private final IndexFilling indexFilling;

    StoreCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursorRegistry,
            Engine engine) {
        super(database, name, options, cursorRegistry);
        this.engine = engine;
        String fullName = database.getDatabaseName() + "." + name;
        this.namespace = fullName.getBytes(StandardCharsets.UTF_8);
        this.slots = engine.contents().slots(fullName);
        this.indexFilling = new IndexFilling(this, slots);
    }

    @Override
    protected Integer addDocumentInternal(Document document) {
        byte[] bytes = StoredDocument.encode(document);
        int slot = slots.add(bytes);
        engine.changes().put(namespace, slot, bytes);
        return slot;
    }

    @Override
    protected void handleUpdate(Integer slot, Document oldDocument, Document newDocument) {
        put(slot, newDocument, StoredDocument.encode(newDocument));
    }

    private void put(int slot, Document document, byte[] bytes) {
        decoded.put(slot, document, bytes.length);
        slots.put(slot, bytes);
        engine.changes().put(namespace, slot, bytes);
    }

    @Override
    protected void removeDocument(Integer slot) {
        decoded.forget(slot);
        slots.remove(slot);
        engine.changes().remove(namespace, slot);
    }

    /** As the library does it, but by a shorter way for replacements by id. */
    @Override
    public synchronized Document updateDocuments(
            Document selector,
            Document update,
            ArrayFilters arrayFilters,
            boolean isMulti,
            boolean isUpsert,
            Oplog oplog) {
        Replacement replacement = isMulti || isUpsert ? null : Replacement.of(selector, update);
        Integer slot = replacement == null ? null : replacement.slot(getIndexes());
        Document current = slot == null ? null : lookAt(slot);
        if (replacement == null || slot == null || current == null || replacement.meetsAnArray(current)) {
            return super.updateDocuments(selector, update, arrayFilters, isMulti, isUpsert, oplog);
        }
        if (!replacement.applies(current)) {
            return updated(0, 0);
        }
        byte[] bytes = StoredDocument.encode(update);
        if (slots.holds(slot, bytes)) {
            return updated(1, 0);
        }
        moveInIndexes(slot, current, update);
        put(slot, update, bytes);
        oplog.handleUpdate(getFullName(), selector, update, List.of(replacement.id()));
        return updated(1, 1);
    }

    /** A document that must not be changed nor given away. */
    private Document lookAt(int slot) {
        Document known = decoded.get(slot);
        return known == null ? getDocument(slot) : known;
    }

    private void moveInIndexes(int slot, Document current, Document next) {
        List<Index<Integer>> indexes = getIndexes();
        for (Index<Integer> index : indexes) {
            if (!Replacement.isOfId(index)) {
                index.checkUpdate(current, next, this);
            }
        }
        for (Index<Integer> index : indexes) {
            if (!Replacement.isOfId(index)) {
                index.updateInPlace(current, next, slot, this);
            }
        }
    }

    private static Document updated(int matched, int modified) {
        return new Document("n", matched).append("nModified", modified);
    }

    /** As the library does it, but for indexes that need the slot. */
    @Override
    public synchronized void removeDocument(Document document) {
        Integer slot = slotOf(document);
        if (slot == null) {
            super.removeDocument(document);
            return;
        }
        for (Index<Integer> index : getIndexes()) {
            if (index instanceof SortedIndex sorted) {
                sorted.remove(document, slot);
            } else {
                index.remove(document);
            }
        }
        removeDocument(slot);
    }

    private @Nullable Integer slotOf(Document document) {
        for (Index<Integer> index : getIndexes()) {
            Integer slot = index.isUnique() ? index.getPosition(document) : null;
            if (slot != null) {
                return slot;
            }
        }
        return null;
    }

    @Override
    public void drop() {
        super.drop();
        decoded.clear();
        slots.clear();
        engine.changes().clear(namespace);
    }

    @Override
    protected Document getDocument(Integer slot) {
        byte[] bytes = slots.get(slot);
        if (bytes == null) {
            throw new IllegalStateException("an index names the empty slot " + slot + " of " + this);
        }
        return StoredDocument.decode(bytes);
    }

    @Override
    public void addIndex(Index<Integer> index) {
        if (getIndexes().stream().anyMatch(existing -> existing.getName().equals(index.getName()))) {
            super.addIndex(index);
            return;
        }
        indexFilling.add(index);
    }

    IndexFilling indexFilling() {
        return indexFilling;
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        IndexChoice.Candidates candidates = IndexChoice.find(getIndexes(), query, orderBy);
        if (candidates == null) {
            return matchDocuments(query, orderBy, numberToSkip, limit, batchSize, fieldSelector);
        }
        Document order = candidates.inOrder() ? null : orderBy;
        return match(candidates.slots(), query, order, numberToSkip, limit, batchSize, fieldSelector);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        boolean descending = isNaturalDescending(orderBy);
        Document order = deriveComparator(orderBy) == null ? null : orderBy;
        return match(
                () -> slotsInOrder(descending).iterator(), query, order, numberToSkip, limit, batchSize, fieldSelector);
    }

    private QueryResult match(
            Iterable<Integer> candidates,
            Document query,
            @Nullable Document order,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        if (batchSize > 0 && (order == null || order.isEmpty())) {
            return new BatchedQuery(
                            slots,
                            this::examine,
                            document -> documentMatchesQuery(document, query),
                            document -> onlyFields(document, fieldSelector))
                    .run(
                            candidates.iterator(),
                            numberToSkip,
                            limit,
                            batchSize,
                            cursorRegistry::generateCursorId,
                            this::open);
        }
        Stream<Document> documents =
                StreamSupport.stream(candidates.spliterator(), false).map(this::examine);
        return matchDocumentsFromStream(documents, query, order, numberToSkip, limit, batchSize, fieldSelector);
    }

    /** The library chooses the fields for queries alone. */
    private Document onlyFields(Document document, @Nullable Document fields) {
        return fields == null || fields.isEmpty()
                ? document
                : matchDocumentsFromStream(Stream.of(document), new Document(), null, 0, 0, 0, fields)
                        .iterator()
                        .next();
    }

    @Override
    protected Cursor createCursor(List<Document> remaining) {
        EncodedCursor cursor = new EncodedCursor(cursorRegistry.generateCursorId(), remaining);
        open(cursor);
        return cursor;
    }

    private void open(TimedCursor cursor) {
        engine.cursors().add(cursor, cursorRegistry);
    }

    /** A document that a query looks at. */
    private Document examine(int slot) {
        engine.queries().document();
        return getDocument(slot);
    }

    private Stream<Integer> slotsInOrder(boolean descending) {
        int end = slots.end();
        return IntStream.range(0, end)
                .map(slot -> descending ? end - 1 - slot : slot)
                .filter(slot -> !slots.isEmpty(slot))
                .boxed();
    }

    @Override
    protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
        return slotsInOrder(false).map(slot -> new DocumentWithPosition<>(getDocument(slot), slot));
    }

    @Override
    protected @Nullable Integer findDocumentPosition(Document document) {
        return streamAllDocumentsWithPosition()
                .filter(at -> Objects.equals(at.getDocument(), document))
                .map(DocumentWithPosition::getPosition)
                .findFirst()
                .orElse(null);
    }

    @Override
    public int count() {
        return slots.count();
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new IllegalStateException("the slots track the size");
    }

    @Override
    protected int getDataSize() {
        return (int) Math.min(Integer.MAX_VALUE, slots.bytes());
    }
}
