package io.coinslot.localstack.store;

/**
 * Slots by a digest of 128 bits: a hash table in three arrays, which takes some 40 bytes for an entry where a map of
 * objects takes 250. Digests are spread evenly, so their own bits say where an entry lies; the next free place after it
 * if that is taken.
 */
final class DigestTable {
    static final int NONE = -1;

    private static final int FIRST_CAPACITY = 16;
    private static final int BYTES_PER_PLACE = 20;

    private long[] high = new long[FIRST_CAPACITY];
    private long[] low = new long[FIRST_CAPACITY];
    /** One more than the slot; zero marks a free place. */
    private int[] slots = new int[FIRST_CAPACITY];

    private int count;

    int count() {
        return count;
    }

    long bytes() {
        return (long) slots.length * BYTES_PER_PLACE;
    }

    int find(long digestHigh, long digestLow) {
        return slots[place(digestHigh, digestLow)] - 1;
    }

    /** Adds the entry unless there is one with this digest. */
    boolean putIfAbsent(long digestHigh, long digestLow, int slot) {
        int place = place(digestHigh, digestLow);
        if (slots[place] != 0) {
            return false;
        }
        set(place, digestHigh, digestLow, slot + 1);
        count++;
        if (count > slots.length / 3 * 2) {
            resize(slots.length * 2);
        }
        return true;
    }

    /** The slot that was removed, or {@link #NONE}. */
    int remove(long digestHigh, long digestLow) {
        int place = place(digestHigh, digestLow);
        int slot = slots[place] - 1;
        if (slot != NONE) {
            count--;
            closeGap(place);
            if (slots.length > FIRST_CAPACITY && count < slots.length / 6) {
                resize(slots.length / 2);
            }
        }
        return slot;
    }

    /** Where the entry is, or the free place where it would be. */
    private int place(long digestHigh, long digestLow) {
        int place = home(digestLow);
        while (slots[place] != 0 && (low[place] != digestLow || high[place] != digestHigh)) {
            place = next(place);
        }
        return place;
    }

    /** Moves entries up that had to give way, so that a search never ends before them. */
    private void closeGap(int freed) {
        int gap = freed;
        for (int place = next(gap); slots[place] != 0; place = next(place)) {
            int home = home(low[place]);
            boolean stays = gap < place ? gap < home && home <= place : gap < home || home <= place;
            if (!stays) {
                set(gap, high[place], low[place], slots[place]);
                gap = place;
            }
        }
        slots[gap] = 0;
    }

    private void resize(int capacity) {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldSlots = slots;
        high = new long[capacity];
        low = new long[capacity];
        slots = new int[capacity];
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != 0) {
                set(place(oldHigh[i], oldLow[i]), oldHigh[i], oldLow[i], oldSlots[i]);
            }
        }
    }

    private void set(int place, long digestHigh, long digestLow, int value) {
        high[place] = digestHigh;
        low[place] = digestLow;
        slots[place] = value;
    }

    private int home(long digestLow) {
        return (int) digestLow & (slots.length - 1);
    }

    private int next(int place) {
        return (place + 1) & (slots.length - 1);
    }
}
