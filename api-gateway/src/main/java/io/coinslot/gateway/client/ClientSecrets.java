package io.coinslot.gateway.client;

import io.coinslot.servicekit.key.SecretKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/** Derives the secrets of clients from one key, so that none is stored and each can be shown again. */
public final class ClientSecrets {
    private final byte[] key;

    public ClientSecrets(byte[] key) {
        this.key = key.clone();
    }

    public String secret(String clientId, int generation) {
        byte[] derived = SecretKeys.derive(key, "client", clientId, Integer.toString(generation));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
    }

    /** Compares with the secret of every generation, in a time that tells nothing about any of them. */
    public boolean matches(String clientId, List<Integer> generations, String presented) {
        byte[] presentedBytes = presented.getBytes(StandardCharsets.UTF_8);
        boolean matches = false;
        for (int generation : generations) {
            matches |= MessageDigest.isEqual(
                    secret(clientId, generation).getBytes(StandardCharsets.UTF_8), presentedBytes);
        }
        return matches;
    }
}
