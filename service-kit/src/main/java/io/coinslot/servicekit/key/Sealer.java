package io.coinslot.servicekit.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AeadKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * Seals secrets with authenticated encryption (Tink AEAD) under the keyset in sealing-keyset.json, which is read once.
 * The keyset's primary key seals, every enabled key of it opens. Its order is the keys' age, oldest first: what is
 * sealed under a key before the primary one is outdated and to be sealed anew, what is sealed under a key after it was
 * sealed by a process that has been given the next primary key already, and is left alone.
 */
public final class Sealer {
    /** The file of the keyset, in the folder of the {@link SecretKeys}. */
    public static final String FILE = "sealing-keyset.json";
    /** What Tink writes before the key's number. Keys without such a prefix do not say what they sealed. */
    private static final byte TINK_PREFIX = 1;

    private static final int PREFIX_BYTES = 5;

    private final Aead aead;
    private final List<KeyId> keys;
    private final KeyId primary;

    /** @throws UnusableKeys if there is no such keyset */
    public Sealer(SecretKeys secretKeys) {
        this(secretKeys, FILE);
    }

    /**
     * Under a keyset in another file, of a service that seals for itself alone.
     *
     * @throws UnusableKeys if there is no such keyset
     */
    public Sealer(SecretKeys secretKeys, String fileName) {
        String text = secretKeys.text(fileName);
        try {
            KeysetHandle handle =
                    TinkJsonProtoKeysetFormat.parseKeyset(text, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
            aead = new LastingThreadsAead(handle.getPrimitive(AeadConfig2026.get(), Aead.class));
            keys = enabled(handle);
            primary = new KeyId(handle.getPrimary().getId());
        } catch (GeneralSecurityException | RuntimeException e) {
            // The cause's message may quote the key, so it is left out.
            throw new UnusableKeys(
                    secretKeys.directory().resolve(fileName) + " must hold a Tink AEAD keyset in JSON, with"
                            + " an enabled primary key and outputPrefixType TINK for every key");
        }
    }

    private static List<KeyId> enabled(KeysetHandle handle) throws GeneralSecurityException {
        List<KeyId> enabled = new ArrayList<>();
        for (int i = 0; i < handle.size(); i++) {
            KeysetHandle.Entry entry = handle.getAt(i);
            requirePrefix(entry.getKey(), entry.getId());
            if (entry.getStatus() == KeyStatus.ENABLED) {
                enabled.add(new KeyId(entry.getId()));
            }
        }
        return List.copyOf(enabled);
    }

    private static void requirePrefix(Key key, int id) throws GeneralSecurityException {
        if (!(key instanceof AeadKey aeadKey)
                || aeadKey.getOutputPrefix().size() != PREFIX_BYTES
                || aeadKey.getOutputPrefix().toByteArray()[0] != TINK_PREFIX) {
            throw new GeneralSecurityException("key " + Integer.toUnsignedString(id) + " has no prefix");
        }
    }

    /** The key that seals. */
    public KeyId primary() {
        return primary;
    }

    /** The keys that open, oldest first. */
    public List<KeyId> keys() {
        return keys;
    }

    /**
     * The key that something was sealed under.
     *
     * @throws GeneralSecurityException if it was not sealed by a sealer at all
     */
    public static KeyId keyOf(byte[] sealed) throws GeneralSecurityException {
        if (sealed.length < PREFIX_BYTES || sealed[0] != TINK_PREFIX) {
            throw new GeneralSecurityException("not sealed");
        }
        return new KeyId(ByteBuffer.wrap(sealed).getInt(1));
    }

    /** Whether it is sealed under a key of ours that is older than the primary one, and so to be sealed anew. */
    public boolean isOutdated(KeyId key) {
        int position = keys.indexOf(key);
        return position >= 0 && position < keys.indexOf(primary);
    }

    /**
     * @param context what the secret belongs to; opening needs the same
     */
    public byte[] seal(byte[] secret, String context) {
        try {
            return aead.encrypt(secret, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /** @throws GeneralSecurityException if it was sealed under another key or context, or was changed */
    public byte[] open(byte[] sealed, String context) throws GeneralSecurityException {
        return aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The same secret for the same context, sealed under the primary key.
     *
     * @throws GeneralSecurityException as {@link #open}
     */
    public byte[] reseal(byte[] sealed, String context) throws GeneralSecurityException {
        return seal(open(sealed, context), context);
    }
}
