package io.coinslot.catalog.service;

import io.coinslot.servicekit.key.SecretKeys;
import java.util.Base64;

/** Webhook secrets (Standard Webhooks), derived from a key that comes from outside: none is ever stored. */
final class WebhookSecrets {
    private final byte[] key;

    WebhookSecrets(SecretKeys keys) {
        key = keys.key("webhook-secrets.key");
    }

    String secret(ServiceId service, int generation) {
        byte[] secret = SecretKeys.derive(key, "webhook", service.value(), Integer.toString(generation));
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }
}
