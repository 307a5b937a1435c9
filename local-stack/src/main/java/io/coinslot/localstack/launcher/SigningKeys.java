package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * Key pairs for signatures as JSON web keys: one alone, or a set of which the first signs and all are published. Their
 * ids are taken from the digests of their names (kid).
 */
final class SigningKeys extends KeysInOrder<SigningJwk> {
    static final String ACCESS_TOKENS = "gateway-signing.jwk";
    static final String CARDS = "cards-signing-key.json";

    private static final SecureRandom RANDOM = new SecureRandom();

    private SigningKeys(List<SigningJwk> keys) {
        super(keys);
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

    @Override
    SigningJwk another() {
        return SigningJwk.fresh(RANDOM);
    }

    @Override
    byte[] identity(SigningJwk key) {
        return key.keyId().getBytes(StandardCharsets.UTF_8);
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
