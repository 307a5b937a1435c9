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
        put(namespace, slot, ByteBuffer.wrap(document));
    }

    /** Returns where in these changes the document lies. */
    int put(byte[] namespace, int slot, ByteBuffer document) {
        start(PUT, namespace, 8 + document.remaining());
        buffer.putInt(slot).putInt(document.remaining());
        int position = buffer.position();
        buffer.put(document);
        return position;
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

    /** What is done with recorded changes, each in its turn. */
    interface Reader {
        /**
         * A document was put into a slot.
         *
         * @param position where it lies among the changes
         */
        void put(String namespace, int slot, ByteBuffer document, int position);

        /** A slot was emptied. */
        void remove(String namespace, int slot);

        /** All slots of a collection were emptied. */
        void clear(String namespace);
    }

    /** Reads recorded changes in order. */
    static void read(ByteBuffer recorded, Reader reader) {
        while (recorded.hasRemaining()) {
            byte kind = recorded.get();
            byte[] bytes = new byte[recorded.getShort() & 0xffff];
            recorded.get(bytes);
            String namespace = new String(bytes, StandardCharsets.UTF_8);
            switch (kind) {
                case PUT -> readPut(recorded, namespace, reader);
                case REMOVE -> reader.remove(namespace, recorded.getInt());
                case CLEAR -> reader.clear(namespace);
                default -> throw new IllegalStateException("unknown change " + kind);
            }
        }
    }

    private static void readPut(ByteBuffer recorded, String namespace, Reader reader) {
        int slot = recorded.getInt();
        int length = recorded.getInt();
        int position = recorded.position();
        reader.put(namespace, slot, recorded.slice(position, length), position);
        recorded.position(position + length);
    }
}
