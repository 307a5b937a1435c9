package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The rest of a result by the slots of the documents that may belong to it. Each is read and matched when it is asked
 * for, so that a result of any size takes no memory to speak of; as in MongoDB it shows what changed meanwhile.
 */
final class SlotCursor extends TimedCursor {
    /** Reads documents that may match. */
    interface Source {
        /** Adds the document in the slot to the batch if there is one and it matches; says whether it did. */
        boolean addTo(Batch batch, int slot);
    }

    private final Source source;
    private int[] slots = new int[64];
    private int end;
    private int next;
    private int limit;

    /** @param limit how many documents there may be in all */
    SlotCursor(long id, Source source, Iterator<Integer> rest, int limit) {
        super(id);
        this.source = source;
        this.limit = limit;
        while (rest.hasNext()) {
            if (end == slots.length) {
                slots = Arrays.copyOf(slots, end * 2);
            }
            slots[end++] = rest.next();
        }
    }

    @Override
    public synchronized boolean isEmpty() {
        return next == end || limit == 0;
    }

    @Override
    List<Document> take(int most) {
        Batch batch = new Batch(most);
        while (!batch.isFull() && !isEmpty()) {
            limit -= source.addTo(batch, slots[next++]) ? 1 : 0;
        }
        return batch.documents();
    }
}
