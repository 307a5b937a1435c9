package io.coinslot.cardregistry.registration;

/**
 * The device that asks, as its access token names it.
 *
 * @param keyThumbprint of the key that the token is bound to (RFC 7638)
 */
public record Applicant(String serviceId, String userId, String deviceId, String keyThumbprint) {}
