package io.coinslot.localstack.store;

import java.util.concurrent.atomic.LongAdder;

/** How many index entries and documents queries looked at so far, whether or not they matched. */
final class QueryTally {
    private final LongAdder keys = new LongAdder();
    private final LongAdder documents = new LongAdder();

    void key() {
        keys.increment();
    }

    void document() {
        documents.increment();
    }

    long keys() {
        return keys.sum();
    }

    long documents() {
        return documents.sum();
    }
}
