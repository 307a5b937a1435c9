package io.coinslot.localstack.store;

import java.nio.ByteBuffer;

/** Brings the changes of a log back: the documents are in memory until they are folded. */
record Replay(Contents contents) implements Changes.Reader {
    @Override
    public void put(String namespace, int slot, ByteBuffer document, int position) {
        byte[] bytes = new byte[document.remaining()];
        document.get(bytes);
        contents.slots(namespace).put(slot, bytes);
    }

    @Override
    public void remove(String namespace, int slot) {
        contents.slots(namespace).remove(slot);
    }

    @Override
    public void clear(String namespace) {
        contents.slots(namespace).clear();
    }
}
