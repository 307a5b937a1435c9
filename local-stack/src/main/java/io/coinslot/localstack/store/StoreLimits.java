package io.coinslot.localstack.store;

/**
 * The bounds of a store.
 *
 * @param mostDataBytes all documents with their overhead; more is refused
 * @param mostMemoryBytes what may be in memory of documents and indexes; more is refused
 * @param unfoldedBytes documents in memory are folded into a file when there are more of them
 * @param logBytes the log is folded as well when it is longer
 */
record StoreLimits(long mostDataBytes, long mostMemoryBytes, long unfoldedBytes, long logBytes) {
    private static final long MEBIBYTE = 1 << 20;
    /** A third of the heap is for what is new (-Xmn); the rest of the old generation is for documents that are decoded. */
    private static final int PERCENT_OF_HEAP = 50;

    static StoreLimits ofTests() {
        return of(256 * MEBIBYTE);
    }

    /** For a store that has no files, so that all of it is in memory and nothing is folded. */
    static StoreLimits withoutFiles() {
        return new StoreLimits(256 * MEBIBYTE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    static StoreLimits ofMebibytes(long mostData) {
        return of(mostData * MEBIBYTE);
    }

    StoreLimits foldingAtKibibytes(long unfolded) {
        return new StoreLimits(mostDataBytes, mostMemoryBytes, unfolded << 10, logBytes);
    }

    private static StoreLimits of(long mostDataBytes) {
        long mostMemory = Runtime.getRuntime().maxMemory() / 100 * PERCENT_OF_HEAP;
        return new StoreLimits(mostDataBytes, mostMemory, 32 * MEBIBYTE, 96 * MEBIBYTE);
    }
}
