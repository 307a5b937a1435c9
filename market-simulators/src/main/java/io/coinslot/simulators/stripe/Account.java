package io.coinslot.simulators.stripe;

import io.coinslot.simulators.memory.Secrets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's Stripe account with its keys.
 *
 * @param olderKeys secret keys that are accepted besides the newest; null for none
 */
record Account(
        String serviceId,
        String id,
        String secretKey,
        String publishableKey,
        String webhookSecret,
        long created,
        @Nullable List<String> olderKeys) {

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
                created,
                null);
    }

    /** With a new secret key besides those there are. */
    Account rolled(Secrets secrets) {
        List<String> older = new ArrayList<>(acceptedKeys());
        return with("sk_test_" + secrets.text("stripe-secret-key-after\n" + secretKey, 48), older);
    }

    /** With the newest secret key alone. */
    Account withoutOlderKeys() {
        return with(secretKey, null);
    }

    private Account with(String newestKey, @Nullable List<String> older) {
        return new Account(serviceId, id, newestKey, publishableKey, webhookSecret, created, older);
    }

    /** The secret keys that are accepted, the newest first. */
    List<String> acceptedKeys() {
        List<String> keys = new ArrayList<>(List.of(secretKey));
        keys.addAll(olderKeys == null ? List.of() : olderKeys);
        return keys;
    }
}
