package io.coinslot.localstack.store;

/**
 * The bounds of a store.
 *
 * @param mostDataBytes documents with their overhead in memory; more is refused
 * @param leastLogBytes the log is folded into a snapshot when it is longer than this and than twice the data
 */
record StoreLimits(long mostDataBytes, long leastLogBytes) {
    private static final long MEBIBYTE = 1 << 20;

    static StoreLimits ofTests() {
        return new StoreLimits(256 * MEBIBYTE, 64 * MEBIBYTE);
    }

    static StoreLimits ofMebibytes(long mostData) {
        return new StoreLimits(mostData * MEBIBYTE, 128 * MEBIBYTE);
    }
}
