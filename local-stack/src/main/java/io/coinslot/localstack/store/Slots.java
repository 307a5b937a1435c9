package io.coinslot.localstack.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one collection as BSON, each in a numbered slot. The bytes of a slot are never changed in place,
 * so a copy of the references is a consistent picture.
 */
final class Slots {
    /** What a document costs beside its bytes: the array, its slot and its keys in the indexes. */
    static final int OVERHEAD_BYTES = 256;

    private final List<byte @Nullable []> documents = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private long bytes;

    /** Puts a document into a free slot. */
    int add(byte[] document) {
        Integer slot = free.poll();
        int chosen = slot == null ? documents.size() : slot;
        put(chosen, document);
        return chosen;
    }

    void put(int slot, byte[] document) {
        while (documents.size() <= slot) {
            documents.add(null);
        }
        byte[] old = documents.set(slot, document);
        bytes += document.length - (old == null ? -OVERHEAD_BYTES : old.length);
    }

    void remove(int slot) {
        byte[] old = documents.set(slot, null);
        if (old != null) {
            bytes -= old.length + OVERHEAD_BYTES;
            free.add(slot);
        }
    }

    void clear() {
        documents.clear();
        free.clear();
        bytes = 0;
    }

    /** Finds the free slots after a load, which put documents in any order. */
    void findFreeSlots() {
        free.clear();
        IntStream.range(0, documents.size())
                .filter(slot -> documents.get(slot) == null)
                .forEach(free::add);
    }

    byte @Nullable [] get(int slot) {
        return documents.get(slot);
    }

    int end() {
        return documents.size();
    }

    int count() {
        return documents.size() - free.size();
    }

    long bytes() {
        return bytes;
    }

    /** The documents by slot, as they are now. */
    List<byte @Nullable []> picture() {
        return new ArrayList<>(documents);
    }
}
