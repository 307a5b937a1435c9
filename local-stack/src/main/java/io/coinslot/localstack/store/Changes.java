package io.coinslot.localstack.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a command did to the documents, in order and as bytes: the effects and not the command, so that applying them
 * again needs no clock, no generated id and no particular order of documents.
 */
final class Changes {
    private static final byte PUT = 1;
    private static final byte REMOVE = 2;
    private static final byte CLEAR = 3;
    private static final int LARGEST_KEPT_BUFFER = 1 << 20;

    private ByteBuffer buffer = ByteBuffer.allocate(4096);

    void put(byte[] namespace, int slot, byte[] document) {
        start(PUT, namespace, 8 + document.length);
        buffer.putInt(slot).putInt(document.length).put(document);
    }

    void remove(byte[] namespace, int slot) {
        start(REMOVE, namespace, 4);
        buffer.putInt(slot);
    }

    void clear(byte[] namespace) {
        start(CLEAR, namespace, 0);
    }

    private void start(byte kind, byte[] namespace, int more) {
        int needed = 3 + namespace.length + more;
        if (buffer.remaining() < needed) {
            int size = Math.max(buffer.capacity() * 2, buffer.position() + needed);
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), size)).position(buffer.position());
        }
        buffer.put(kind).putShort((short) namespace.length).put(namespace);
    }

    boolean isEmpty() {
        return buffer.position() == 0;
    }

    int size() {
        return buffer.position();
    }

    /** The changes so far, to be read before the next {@link #reset()}. */
    ByteBuffer bytes() {
        return buffer.duplicate().flip();
    }

    void reset() {
        if (buffer.capacity() > LARGEST_KEPT_BUFFER) {
            buffer = ByteBuffer.allocate(4096);
        }
        buffer.clear();
    }

    /** Applies recorded changes to the contents. */
    static void apply(ByteBuffer recorded, Contents contents) {
        while (recorded.hasRemaining()) {
            byte kind = recorded.get();
            byte[] namespace = new byte[recorded.getShort() & 0xffff];
            recorded.get(namespace);
            Slots slots = contents.slots(new String(namespace, StandardCharsets.UTF_8));
            switch (kind) {
                case PUT -> putRecorded(recorded, slots);
                case REMOVE -> slots.remove(recorded.getInt());
                case CLEAR -> slots.clear();
                default -> throw new IllegalStateException("unknown change " + kind);
            }
        }
    }

    private static void putRecorded(ByteBuffer recorded, Slots slots) {
        int slot = recorded.getInt();
        byte[] document = new byte[recorded.getInt()];
        recorded.get(document);
        slots.put(slot, document);
    }
}
