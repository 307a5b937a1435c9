package io.coinslot.cardregistry.registration;

import org.jspecify.annotations.Nullable;

/**
 * A request of the device that had its effect: the same key again has none.
 *
 * @param key fingerprint of the idempotency key and the call
 * @param fingerprint of what was asked
 * @param result what was answered beside the registration's state, if anything
 */
public record AnsweredRequest(
        String key, String fingerprint, @Nullable String result) {}
