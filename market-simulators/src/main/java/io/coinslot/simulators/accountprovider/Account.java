package io.coinslot.simulators.accountprovider;

/**
 * An account on a device.
 *
 * @param accountId the provider's own name for it, which nobody else is told
 * @param deviceKeyThumbprint of the key that the device proves to have (RFC 7638)
 */
public record Account(String accountId, String deviceKeyThumbprint) {}
