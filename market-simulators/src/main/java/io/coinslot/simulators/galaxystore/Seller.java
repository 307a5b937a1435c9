package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.token.RsaKey;

/**
 * A seller with one application: the service account that calls the seller's API, and the key that notifications are
 * signed with.
 *
 * @param sellerSeq the seller's deeplink in Seller Portal, twelve digits
 * @param accountKey the service account's private key, PKCS#8 in base64
 * @param notificationKey the private half of the seller's IAP key, PKCS#8 in base64
 */
record Seller(
        String serviceId,
        String packageName,
        String accountId,
        String sellerSeq,
        String accountKey,
        String notificationKey) {

    RsaKey ofAccount() {
        return RsaKey.of(accountId, accountKey);
    }

    RsaKey ofNotifications() {
        return RsaKey.of("iap", notificationKey);
    }
}
