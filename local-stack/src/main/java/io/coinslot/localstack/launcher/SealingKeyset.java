package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A keyset of the Tink library for sealing: AES256-GCM keys in the order in which they were added. */
final class SealingKeyset implements RotatingKeys {
    static final String FILE = "sealing-keyset.json";
    /** Of the card registry alone. */
    static final String CARDS = "cards-sealing-keyset.json";

    private static final int KEY_BYTES = 32;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ObjectNode keyset;

    private SealingKeyset(ObjectNode keyset) {
        this.keyset = keyset;
    }

    /** One key, which is the primary. */
    static SealingKeyset fresh() {
        ObjectNode keyset = JSON.createObjectNode();
        SealingKeyset fresh = new SealingKeyset(keyset);
        keyset.put("primaryKeyId", 0).putArray("key");
        fresh.promote(fresh.add());
        return fresh;
    }

    static SealingKeyset read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new UserError("there is no " + file);
        }
        try {
            if (JSON.readTree(Files.readString(file)) instanceof ObjectNode keyset
                    && keyset.path("key").isArray()
                    && keyset.path("primaryKeyId").isIntegralNumber()) {
                return new SealingKeyset(keyset);
            }
        } catch (JacksonException e) {
            // Told below; the parser's message may quote the key.
        }
        throw new UserError(file + " is no Tink keyset in JSON");
    }

    @Override
    public void write(Path file) throws IOException {
        PrivateFiles.replace(file, keyset + "\n");
    }

    @Override
    public long primary() {
        return keyset.path("primaryKeyId").longValue();
    }

    /** The ids of the keys that open, oldest first. */
    @Override
    public List<Long> enabled() {
        List<Long> ids = new ArrayList<>();
        for (JsonNode key : keys()) {
            if (key.path("status").asString("").equals("ENABLED")) {
                ids.add(key.path("keyId").longValue());
            }
        }
        return ids;
    }

    /** Adds a key that opens and does not seal yet; returns its id. */
    @Override
    public long add() {
        long id = 1 + (RANDOM.nextLong() >>> 33);
        ObjectNode key = keys().addObject();
        key.putObject("keyData")
                .put("typeUrl", "type.googleapis.com/google.crypto.tink.AesGcmKey")
                .put("value", Base64.getEncoder().encodeToString(message()))
                .put("keyMaterialType", "SYMMETRIC");
        key.put("status", "ENABLED").put("keyId", id).put("outputPrefixType", "TINK");
        return id;
    }

    /** Has the key seal from now on. */
    @Override
    public void promote(long id) {
        require(id);
        keyset.put("primaryKeyId", id);
    }

    @Override
    public void remove(long id) {
        require(id);
        if (id == primary()) {
            throw new UserError("key " + id + " is the primary one; promote another before it is removed");
        }
        for (int position = 0; position < keys().size(); position++) {
            if (keys().get(position).path("keyId").longValue() == id) {
                keys().remove(position);
                return;
            }
        }
    }

    @Override
    public String usage(long id) {
        return id == primary() ? "seals and opens" : "opens";
    }

    private void require(long id) {
        if (!enabled().contains(id)) {
            throw new UserError("the keyset has no key " + id + "; it has " + enabled());
        }
    }

    private ArrayNode keys() {
        return keyset.withArray("/key");
    }

    /** Field 3 of Tink's message AesGcmKey is the key. */
    private static byte[] message() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        byte[] message = new byte[KEY_BYTES + 2];
        message[0] = 3 << 3 | 2;
        message[1] = KEY_BYTES;
        System.arraycopy(key, 0, message, 2, KEY_BYTES);
        return message;
    }
}
