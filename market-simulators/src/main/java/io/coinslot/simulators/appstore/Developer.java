package io.coinslot.simulators.appstore;

import io.coinslot.simulators.token.EcKey;

/** A developer with one application and the API key that App Store Connect issued for it. */
record Developer(
        String serviceId,
        String bundleId,
        long appAppleId,
        String issuerId,
        String keyId,
        String pkcs8,
        String publicKeyInfo) {

    EcKey key() {
        return EcKey.of(pkcs8, publicKeyInfo);
    }

    @Override
    public String toString() {
        return serviceId + " (" + bundleId + ")";
    }
}
