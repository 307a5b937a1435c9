package io.coinslot.localstack.store;

import java.util.concurrent.atomic.LongAdder;

/** How many bytes of memory the indexes take: a close estimate, since each counts what its entries cost. */
final class IndexMemory {
    private final LongAdder bytes = new LongAdder();

    /** @param more less than zero for what became free */
    void add(long more) {
        bytes.add(more);
    }

    long bytes() {
        return bytes.sum();
    }
}
