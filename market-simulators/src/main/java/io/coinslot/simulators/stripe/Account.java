package io.coinslot.simulators.stripe;

import io.coinslot.simulators.memory.Secrets;
import java.util.Base64;

/** A merchant's Stripe account with its keys. */
record Account(
        String serviceId, String id, String secretKey, String publishableKey, String webhookSecret, long created) {

    static Account of(String serviceId, Secrets secrets, long created) {
        return new Account(
                serviceId,
                "acct_" + secrets.text("stripe-account\n" + serviceId, 16),
                "sk_test_" + secrets.text("stripe-secret-key\n" + serviceId, 48),
                "pk_test_" + secrets.text("stripe-publishable-key\n" + serviceId, 48),
                "whsec_"
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(secrets.derive("stripe-webhook\n" + serviceId))
                                .replaceAll("[-_]", "x"),
                created);
    }
}
