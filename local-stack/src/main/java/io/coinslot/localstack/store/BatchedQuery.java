package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A query whose documents need not be brought into an order: they are read one by one as they are asked for, and no
 * further than one answer goes.
 *
 * @param document reads the document in a slot that is not empty
 * @param matches whether it is one of those that were asked for
 * @param answered what of it was asked for
 */
record BatchedQuery(
        Slots slots, IntFunction<Document> document, Predicate<Document> matches, UnaryOperator<Document> answered)
        implements SlotCursor.Source {
    /**
     * @param limit how many documents at most, or zero for all
     * @param open makes a cursor known by which the rest can be read
     */
    QueryResult run(
            Iterator<Integer> candidates,
            int numberToSkip,
            int limit,
            int batchSize,
            LongSupplier cursorId,
            Consumer<SlotCursor> open) {
        Batch first = new Batch(batchSize);
        int toSkip = numberToSkip;
        int left = limit > 0 ? limit : Integer.MAX_VALUE;
        while (left > 0 && !first.isFull() && candidates.hasNext()) {
            int slot = candidates.next();
            if (toSkip > 0) {
                toSkip -= isAskedFor(slot) ? 1 : 0;
            } else {
                left -= addTo(first, slot) ? 1 : 0;
            }
        }
        if (left == 0 || !candidates.hasNext()) {
            return new QueryResult(first.documents());
        }
        SlotCursor rest = new SlotCursor(cursorId.getAsLong(), this, candidates, left);
        open.accept(rest);
        return new QueryResult(first.documents(), rest);
    }

    private boolean isAskedFor(int slot) {
        return !slots.isEmpty(slot) && matches.test(document.apply(slot));
    }

    @Override
    public boolean addTo(Batch batch, int slot) {
        if (slots.isEmpty(slot)) {
            return false;
        }
        Document found = document.apply(slot);
        if (!matches.test(found)) {
            return false;
        }
        batch.add(answered.apply(found), slots.length(slot));
        return true;
    }
}
