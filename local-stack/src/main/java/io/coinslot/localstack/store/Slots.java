package io.coinslot.localstack.store;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one collection as BSON, each in a numbered slot: in memory from when it is written until it is
 * folded, then in a file of {@link Parts}. The bytes of a slot are never changed in place, so the same reference is the
 * same document.
 */
final class Slots {
    /** What a document costs beside its bytes: the head of its entry in a file. */
    static final int OVERHEAD_BYTES = 64;

    private static final int FIRST_CAPACITY = 16;
    /** Reference, place and length of a document, and the bits about its slot. */
    private static final int BYTES_PER_SLOT = 17;

    private final Parts parts;
    private byte[] @Nullable [] unfolded = new byte[FIRST_CAPACITY][];
    private long[] places = new long[FIRST_CAPACITY];
    /** Zero for an empty slot. */
    private int[] lengths = new int[FIRST_CAPACITY];

    private final BitSet free = new BitSet();
    /** No slot before it is free. */
    private int lowestFree;

    private int end;
    private int count;
    private long bytes;
    private long unfoldedBytes;
    private BitSet removed = new BitSet();
    private boolean cleared;

    Slots(Parts parts) {
        this.parts = parts;
    }

    /** Puts a document into a free slot. */
    int add(byte[] document) {
        int found = free.nextSetBit(lowestFree);
        int slot = found < 0 ? end : found;
        lowestFree = slot + 1;
        put(slot, document);
        return slot;
    }

    void put(int slot, byte[] document) {
        set(slot, document.length);
        unfolded[slot] = document;
        unfoldedBytes += document.length;
        removed.clear(slot);
    }

    /** Puts a document that lies in a file. */
    void putFolded(int slot, long place, int length) {
        set(slot, length);
        places[slot] = place;
    }

    private void set(int slot, int length) {
        ensure(slot);
        if (lengths[slot] == 0) {
            count++;
            bytes += OVERHEAD_BYTES;
        }
        bytes += length - lengths[slot];
        forgetContent(slot);
        lengths[slot] = length;
        free.clear(slot);
        end = Math.max(end, slot + 1);
    }

    void remove(int slot) {
        if (isEmpty(slot)) {
            return;
        }
        count--;
        bytes -= lengths[slot] + OVERHEAD_BYTES;
        forgetContent(slot);
        lengths[slot] = 0;
        free.set(slot);
        lowestFree = Math.min(lowestFree, slot);
        removed.set(slot);
    }

    private void forgetContent(int slot) {
        byte[] old = unfolded[slot];
        unfoldedBytes -= old == null ? 0 : old.length;
        unfolded[slot] = null;
        places[slot] = Parts.NOWHERE;
    }

    void clear() {
        unfolded = new byte[FIRST_CAPACITY][];
        places = new long[FIRST_CAPACITY];
        lengths = new int[FIRST_CAPACITY];
        free.clear();
        lowestFree = 0;
        end = 0;
        count = 0;
        bytes = 0;
        unfoldedBytes = 0;
        removed.clear();
        cleared = true;
    }

    /** Finds the free slots after a load, which put documents in any order. */
    void findFreeSlots() {
        free.clear();
        lowestFree = 0;
        for (int slot = 0; slot < end; slot++) {
            free.set(slot, lengths[slot] == 0);
        }
    }

    boolean isEmpty(int slot) {
        return slot >= end || lengths[slot] == 0;
    }

    byte @Nullable [] get(int slot) {
        if (isEmpty(slot)) {
            return null;
        }
        byte[] document = unfolded[slot];
        return document == null ? parts.read(places[slot], lengths[slot]) : document;
    }

    boolean holds(int slot, byte[] document) {
        return !isEmpty(slot) && lengths[slot] == document.length && Arrays.equals(get(slot), document);
    }

    /** Whether this is what the slot holds: what has another place has changed since. */
    boolean isAt(int slot, long place) {
        return !isEmpty(slot) && places[slot] == place;
    }

    /** How long the document is, in bytes; zero for an empty slot. */
    int length(int slot) {
        return isEmpty(slot) ? 0 : lengths[slot];
    }

    int end() {
        return end;
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    long unfoldedBytes() {
        return unfoldedBytes;
    }

    long memoryBytes() {
        return unfoldedBytes + (long) lengths.length * BYTES_PER_SLOT;
    }

    /** What changed since the last call: it goes to a file, or back by {@link #restore}. */
    Unfolded takeUnfolded() {
        int found = 0;
        int[] slots = new int[FIRST_CAPACITY];
        byte[][] documents = new byte[FIRST_CAPACITY][];
        for (int slot = 0; slot < end; slot++) {
            byte[] document = unfolded[slot];
            if (document != null) {
                if (found == slots.length) {
                    slots = Arrays.copyOf(slots, found * 2);
                    documents = Arrays.copyOf(documents, found * 2);
                }
                slots[found] = slot;
                documents[found++] = document;
            }
        }
        Unfolded taken = new Unfolded(cleared, removed, Arrays.copyOf(slots, found), Arrays.copyOf(documents, found));
        cleared = false;
        removed = new BitSet();
        return taken;
    }

    /** Takes back what did not get into a file. The documents are here still. */
    void restore(Unfolded taken) {
        cleared |= taken.cleared();
        taken.removed().stream().filter(this::isEmpty).forEach(removed::set);
    }

    /** Forgets the bytes of documents that have not changed since they were taken and lie in a file now. */
    void settle(Unfolded taken, long[] newPlaces) {
        for (int i = 0; i < newPlaces.length; i++) {
            int slot = taken.slots()[i];
            if (slot < end && unfolded[slot] == taken.documents()[i]) {
                forgetContent(slot);
                places[slot] = newPlaces[i];
            }
        }
    }

    /**
     * Documents that lie in old files lie in a new one now.
     *
     * @param offsets where in the new file, by slot
     */
    void relocate(BitSet oldFiles, int newFile, long[] offsets) {
        for (int slot = 0; slot < end; slot++) {
            if (places[slot] != Parts.NOWHERE && oldFiles.get(Parts.number(places[slot]))) {
                places[slot] = Parts.place(newFile, offsets[slot]);
            }
        }
    }

    private void ensure(int slot) {
        if (slot >= lengths.length) {
            int capacity = Math.max(slot + 1, lengths.length + (lengths.length >> 1));
            unfolded = Arrays.copyOf(unfolded, capacity);
            places = Arrays.copyOf(places, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
        }
    }
}
