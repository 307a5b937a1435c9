package io.coinslot.billing.purchase;

/**
 * The idempotency record: which request made the purchase.
 *
 * @param fingerprint tells whether another request with the same key asks for the same
 */
public record Request(String clientId, String fingerprint) {}
