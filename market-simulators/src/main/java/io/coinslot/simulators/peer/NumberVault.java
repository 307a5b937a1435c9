package io.coinslot.simulators.peer;

import io.coinslot.simulators.memory.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Hides card numbers before they are written down. */
final class NumberVault {
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    NumberVault(Secrets secrets) {
        this.key = new SecretKeySpec(secrets.derive("peer/vault"), "AES");
    }

    String hide(String number) {
        byte[] hidden = new byte[IV_BYTES];
        RANDOM.nextBytes(hidden);
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, hidden, number.getBytes(StandardCharsets.US_ASCII));
        byte[] both = Arrays.copyOf(hidden, IV_BYTES + sealed.length);
        System.arraycopy(sealed, 0, both, IV_BYTES, sealed.length);
        return Base64.getEncoder().encodeToString(both);
    }

    String show(String hidden) {
        byte[] both = Base64.getDecoder().decode(hidden);
        byte[] number = apply(
                Cipher.DECRYPT_MODE, Arrays.copyOf(both, IV_BYTES), Arrays.copyOfRange(both, IV_BYTES, both.length));
        return new String(number, StandardCharsets.US_ASCII);
    }

    private byte[] apply(int mode, byte[] iv, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
