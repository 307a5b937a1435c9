package io.coinslot.billing.delivery;

import io.coinslot.billing.catalog.SellingService;
import io.coinslot.servicekit.key.SecretKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks as https://www.standardwebhooks.com has it. The secret of each generation is derived from one key; while
 * the generation before is still valid, it signs too.
 */
public final class WebhookSigner {
    private final byte[] key;

    public WebhookSigner(byte[] key) {
        this.key = key.clone();
    }

    /** The value of the header webhook-signature. */
    String signatures(SellingService service, String webhookId, Instant now, String body) {
        byte[] content = (webhookId + "." + now.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
        int generation = service.webhookSecretGeneration();
        String current = signature(service, generation, content);
        boolean previousSigns = generation > 1
                && service.previousSecretValidUntil() != null
                && now.isBefore(service.previousSecretValidUntil());
        return previousSigns ? current + " " + signature(service, generation - 1, content) : current;
    }

    private String signature(SellingService service, int generation, byte[] content) {
        byte[] secret = SecretKeys.derive(key, "webhook", service.serviceId().value(), Integer.toString(generation));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
        }
    }
}
