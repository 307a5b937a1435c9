package io.coinslot.servicekit.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Seals secrets with authenticated encryption (Tink AEAD) under the keyset in sealing-keyset.json. The keyset's primary
 * key seals, every key of it opens: add a key, make it primary, and later drop the old one to rotate.
 */
public final class Sealer {
    private final Aead aead;

    public Sealer(SecretKeys keys) {
        try {
            KeysetHandle handle = TinkJsonProtoKeysetFormat.parseKeyset(
                    keys.text("sealing-keyset.json"), AeadConfig2026.get(), InsecureSecretKeyAccess.get());
            aead = handle.getPrimitive(AeadConfig2026.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing-keyset.json is not a Tink AEAD keyset in JSON", e);
        }
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
}
