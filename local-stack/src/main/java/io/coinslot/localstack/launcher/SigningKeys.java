package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * Key pairs for signatures as JSON web keys: one alone, or a set of which the first signs and all are published. Their
 * ids are taken from the digests of their names (kid).
 */
final class SigningKeys implements RotatingKeys {
    static final String ACCESS_TOKENS = "gateway-signing.jwk";
    static final String CARDS = "cards-signing-key.json";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<SigningJwk> keys;

    private SigningKeys(List<SigningJwk> keys) {
        this.keys = keys;
    }

    static SigningKeys read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new UserError("there is no " + file);
        }
        try {
            List<SigningJwk> keys = SigningJwk.parse(Files.readString(file));
            if (!keys.isEmpty()) {
                return new SigningKeys(keys);
            }
        } catch (JacksonException | IllegalArgumentException e) {
            // Told below; the parser's message may quote the key.
        }
        throw new UserError(file + " holds no private JSON web key with a kid, nor a set of such keys");
    }

    /** The key that signs. */
    SigningJwk signing() {
        return keys.getFirst();
    }

    private static long id(SigningJwk key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(key.keyId().getBytes(StandardCharsets.UTF_8));
            return Integer.toUnsignedLong(ByteBuffer.wrap(digest).getInt());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    @Override
    public long primary() {
        return id(signing());
    }

    @Override
    public List<Long> enabled() {
        return keys.stream().map(SigningKeys::id).toList();
    }

    @Override
    public long add() {
        keys.add(SigningJwk.fresh(RANDOM));
        return id(keys.getLast());
    }

    @Override
    public void promote(long id) {
        keys.addFirst(keys.remove(position(id)));
    }

    @Override
    public void remove(long id) {
        if (position(id) == 0) {
            throw new UserError("key " + id + " is the one that signs; promote another before it is removed");
        }
        keys.remove(position(id));
    }

    private int position(long id) {
        int position = enabled().indexOf(id);
        if (position < 0) {
            throw new UserError("there is no key " + id + "; there are " + enabled());
        }
        return position;
    }

    @Override
    public void write(Path file) throws IOException {
        String text = keys.size() == 1
                ? signing().text()
                : keys.stream().map(SigningJwk::text).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        PrivateFiles.replace(file, text + "\n");
    }

    @Override
    public String usage(long id) {
        String name = keys.get(position(id)).keyId();
        return (id == primary() ? "signs and is published" : "is published") + ", kid " + name;
    }
}
