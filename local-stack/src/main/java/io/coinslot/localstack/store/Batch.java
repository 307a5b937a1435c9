package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/** The documents of one answer, which is bounded by their number and by their size. */
final class Batch {
    /** What one answer holds at most if the client leaves it open: far less than a driver takes. */
    static final int USUAL_DOCUMENTS = 1_000;

    private static final long MOST_BYTES = 4 << 20;

    private final List<Document> documents = new ArrayList<>();
    private final int most;
    private long bytes;

    /** @param most how many documents, or zero if the client leaves it open */
    Batch(int most) {
        this.most = most == 0 ? USUAL_DOCUMENTS : most;
    }

    boolean isFull() {
        return documents.size() >= most || bytes >= MOST_BYTES;
    }

    /** @param length of the document as it is stored, in bytes */
    void add(Document document, int length) {
        documents.add(document);
        bytes += length;
    }

    List<Document> documents() {
        return documents;
    }
}
