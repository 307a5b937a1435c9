package io.coinslot.simulators.signing;

import com.nimbusds.jose.jwk.ECKey;
import org.jspecify.annotations.Nullable;

/** The keys that senders have made known. */
@FunctionalInterface
public interface SenderKeys {
    /** The key of this name, or null. */
    @Nullable
    SenderKey find(String keyId);

    /**
     * A sender's key.
     *
     * @param sender the sender's name, under which nonces are remembered
     */
    record SenderKey(String sender, ECKey key) {}
}
