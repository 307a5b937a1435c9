package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** The rest of a result that had to be sorted: as bytes, since documents take several times the memory. */
final class EncodedCursor extends TimedCursor {
    private final Queue<byte[]> left = new ArrayDeque<>();

    EncodedCursor(long id, List<Document> documents) {
        super(id);
        documents.forEach(document -> left.add(StoredDocument.encode(document)));
    }

    @Override
    public synchronized boolean isEmpty() {
        return left.isEmpty();
    }

    @Override
    List<Document> take(int most) {
        Batch batch = new Batch(most);
        while (!batch.isFull() && !left.isEmpty()) {
            byte[] document = left.remove();
            batch.add(StoredDocument.decode(document), document.length);
        }
        return batch.documents();
    }
}
