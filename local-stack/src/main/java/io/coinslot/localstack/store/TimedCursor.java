package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.function.LongSupplier;

/** A cursor that knows when it was read last. */
abstract class TimedCursor extends AbstractCursor {
    private LongSupplier nanoTime = System::nanoTime;
    private long usedAtNanos;

    TimedCursor(long id) {
        super(id);
    }

    /** It counts as read now. */
    final synchronized void timedBy(LongSupplier clock) {
        nanoTime = clock;
        usedAtNanos = clock.getAsLong();
    }

    final synchronized long usedAtNanos() {
        return usedAtNanos;
    }

    @Override
    public final synchronized List<Document> takeDocuments(int most) {
        usedAtNanos = nanoTime.getAsLong();
        return take(most);
    }

    /** The next documents, at most so many. */
    abstract List<Document> take(int most);
}
