package io.coinslot.simulators.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.coinslot.simulators.memory.Journal;
import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The keys of one party, and those of the others that it lets in; kept in a file. */
public final class KeyRing implements SenderKeys, AutoCloseable {
    private static final int MODULUS_BITS = 2048;

    private final String owner;
    private final Map<String, SenderKey> senders = new HashMap<>();
    private final Map<String, ECKey> issued = new HashMap<>();
    private final Journal journal;
    private @Nullable ECKey own;
    private @Nullable RSAKey sealing;

    /**
     * Opens the ring in the file.
     *
     * @param owner the party's name
     */
    public KeyRing(String owner, Path file) {
        this.owner = owner;
        this.journal = Journal.open(
                file,
                Map.of(
                        "own", (value, at) -> own = key(value),
                        "sealing", (value, at) -> sealing = rsa(value),
                        "issued", (value, at) -> rememberIssued(serviceId(value), key(value.path("key"))),
                        "added", (value, at) -> rememberAdded(serviceId(value), key(value.path("key")))));
    }

    /** The key pair that signs what the party sends. */
    public synchronized ECKey own() {
        if (own == null) {
            own = MessageSigner.generate(owner + "-" + UUID.randomUUID());
            journal.append("own", tree(own.toJSONString()));
        }
        return own;
    }

    /** The key pair that others seal to. */
    public synchronized RSAKey sealing() {
        if (sealing == null) {
            try {
                sealing = new RSAKeyGenerator(MODULUS_BITS).generate();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
            journal.append("sealing", tree(sealing.toJSONString()));
        }
        return sealing;
    }

    /** The key pair that was made for a service, always the same one. */
    public synchronized ECKey issued(String serviceId) {
        ECKey known = issued.get(serviceId);
        if (known != null) {
            return known;
        }
        ECKey key = MessageSigner.generate(serviceId + "-" + UUID.randomUUID());
        journal.append("issued", entry(serviceId, key));
        rememberIssued(serviceId, key);
        return key;
    }

    /**
     * Lets a service in by one more key of its own.
     *
     * @throws IllegalArgumentException if the key is not a public one on P-256 with an id, or its id is taken
     */
    public synchronized void add(String serviceId, JsonNode jwk) {
        ECKey key = key(jwk);
        if (key.isPrivate() || key.getKeyID() == null) {
            throw new IllegalArgumentException("must be a public key with a kid");
        }
        SenderKey other = senders.get(key.getKeyID());
        if (other != null && !other.sender().equals(serviceId)) {
            throw new IllegalArgumentException("has the kid of somebody else's key");
        }
        journal.append("added", entry(serviceId, key));
        rememberAdded(serviceId, key);
    }

    @Override
    public synchronized @Nullable SenderKey find(String keyId) {
        return senders.get(keyId);
    }

    @Override
    public void close() {
        journal.close();
    }

    /** The public half as a JSON web key for signatures. */
    public static ObjectNode publicJwk(ECKey key) {
        return tree(key.toPublicJWK().toJSONString()).put("use", "sig").put("alg", "ES256");
    }

    /** The whole pair as a JSON web key. */
    public static ObjectNode privateJwk(ECKey key) {
        return tree(key.toJSONString());
    }

    private void rememberIssued(String serviceId, ECKey key) {
        issued.put(serviceId, key);
        rememberAdded(serviceId, key);
    }

    private void rememberAdded(String serviceId, ECKey key) {
        senders.put(key.getKeyID(), new SenderKey(serviceId, key.toPublicJWK()));
    }

    private static ObjectNode entry(String serviceId, ECKey key) {
        ObjectNode entry = Json.object().put("serviceId", serviceId);
        entry.set("key", tree(key.toJSONString()));
        return entry;
    }

    private static String serviceId(JsonNode value) {
        return value.path("serviceId").stringValue();
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) Json.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ECKey key(JsonNode jwk) {
        try {
            ECKey key = ECKey.parse(jwk.toString());
            key.toECPublicKey();
            return key;
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException("must be an EC key on P-256");
        }
    }

    private static RSAKey rsa(JsonNode jwk) {
        try {
            return RSAKey.parse(jwk.toString());
        } catch (ParseException e) {
            throw new IllegalArgumentException("must be an RSA key");
        }
    }
}
