package io.coinslot.localstack.launcher;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;

/** Keys of which the first signs. Their ids are taken from digests. */
abstract class KeysInOrder<K> implements RotatingKeys {
    /** The first signs. */
    final List<K> keys;

    KeysInOrder(List<K> keys) {
        this.keys = keys;
    }

    /** A new key. */
    abstract K another();

    /** What tells the key from others, of which the digest is taken. */
    abstract byte[] identity(K key);

    private long id(K key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity(key));
            return Integer.toUnsignedLong(ByteBuffer.wrap(digest).getInt());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    @Override
    public final long primary() {
        return id(keys.getFirst());
    }

    @Override
    public final List<Long> enabled() {
        return keys.stream().map(this::id).toList();
    }

    @Override
    public final long add() {
        keys.add(another());
        return id(keys.getLast());
    }

    @Override
    public final void promote(long id) {
        keys.addFirst(keys.remove(position(id)));
    }

    @Override
    public final void remove(long id) {
        if (position(id) == 0) {
            throw new UserError("key " + id + " is the one that signs; promote another before it is removed");
        }
        keys.remove(position(id));
    }

    final int position(long id) {
        int position = enabled().indexOf(id);
        if (position < 0) {
            throw new UserError("there is no key " + id + "; there are " + enabled());
        }
        return position;
    }
}
