package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A unique index that knows its keys by half of their SHA-256 alone. Two keys with the same one are not found by
 * chance nor by intent, so neither are the keys kept nor documents read to compare them.
 */
final class DigestIndex extends AbstractUniqueIndex<Integer> {
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(DigestIndex::sha256);

    private record Digest(long high, long low) {}

    private final DigestTable table = new DigestTable();
    private final IndexMemory memory;
    /** The one top-level field of the index, which most indexes have. */
    private final @Nullable String field;

    DigestIndex(String name, List<IndexKey> keys, boolean sparse, IndexMemory memory) {
        super(name, keys, sparse);
        this.memory = memory;
        String first = keys.getFirst().getKey();
        this.field = keys.size() == 1 && first.indexOf('.') < 0 ? first : null;
        memory.add(table.bytes());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Values are as the library makes them for comparison: of equal ones the encoded form is the same. */
    private static Digest digest(Iterable<?> values) {
        Document document = new Document();
        int position = 0;
        for (Object value : values) {
            document.put(Integer.toString(position++), value);
        }
        ByteBuffer digest = ByteBuffer.wrap(SHA_256.get().digest(StoredDocument.encode(document)));
        return new Digest(digest.getLong(0), digest.getLong(8));
    }

    /** The digest by the short way for documents whose key is a string; null for all others. */
    private @Nullable Digest plain(Document document) {
        return field != null && document.get(field) instanceof String value ? digest(List.of(value)) : null;
    }

    @Override
    public @Nullable Integer getPosition(Document document) {
        Digest plain = plain(document);
        return plain == null ? super.getPosition(document) : find(plain);
    }

    @Override
    public synchronized void checkAdd(Document document, MongoCollection<Integer> collection) {
        Digest plain = plain(document);
        if (plain == null || find(plain) != null) {
            super.checkAdd(document, collection);
        }
    }

    @Override
    public synchronized void add(Document document, Integer slot, MongoCollection<Integer> collection) {
        Digest plain = plain(document);
        if (plain == null || !put(plain, slot)) {
            super.add(document, slot, collection);
        }
    }

    @Override
    protected boolean nullAwareEqualsKeys(Document oldDocument, Document newDocument) {
        return (field != null
                        && oldDocument.get(field) instanceof String before
                        && Objects.equals(before, newDocument.get(field)))
                || super.nullAwareEqualsKeys(oldDocument, newDocument);
    }

    @Override
    protected @Nullable Integer getPosition(KeyValue key) {
        return find(digest(key));
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Integer slot) {
        return put(digest(key), slot);
    }

    @Override
    protected @Nullable Integer removeDocument(KeyValue key) {
        Digest digest = digest(key);
        long before = table.bytes();
        int slot = table.remove(digest.high(), digest.low());
        memory.add(table.bytes() - before);
        return slot == DigestTable.NONE ? null : slot;
    }

    private @Nullable Integer find(Digest digest) {
        int slot = table.find(digest.high(), digest.low());
        return slot == DigestTable.NONE ? null : slot;
    }

    private boolean put(Digest digest, int slot) {
        long before = table.bytes();
        boolean added = table.putIfAbsent(digest.high(), digest.low(), slot);
        memory.add(table.bytes() - before);
        return added;
    }

    @Override
    protected Iterable<Map.Entry<KeyValue, Integer>> getIterable() {
        throw new UnsupportedOperationException("a pattern is searched for in the documents, see IndexChoice");
    }

    @Override
    public long getCount() {
        return table.count();
    }

    @Override
    public long getDataSize() {
        return table.bytes();
    }

    @Override
    public void drop() {
        super.drop();
        memory.add(-table.bytes());
    }
}
