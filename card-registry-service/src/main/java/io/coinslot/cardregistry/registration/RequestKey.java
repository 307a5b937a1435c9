package io.coinslot.cardregistry.registration;

import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.idempotency.IdempotencyKey;

/**
 * A request to a registration by its idempotency key.
 *
 * @param key fingerprint of the key: client keys are not kept in the open
 * @param fingerprint of what is asked
 */
public record RequestKey(String key, String fingerprint) {
    public static RequestKey of(String clientId, IdempotencyKey key, String... asked) {
        return new RequestKey(DerivedId.of("key_", clientId, key.value()), DerivedId.fingerprint(asked));
    }
}
