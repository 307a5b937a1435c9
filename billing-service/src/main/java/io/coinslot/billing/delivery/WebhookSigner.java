package io.coinslot.billing.delivery;

import io.coinslot.billing.catalog.SellingService;
import io.coinslot.servicekit.key.SecretKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks as https://www.standardwebhooks.com has it. The secret of each generation is derived from one key; the
 * former ones sign too for as long as they are valid.
 */
public final class WebhookSigner {
    private final byte[] key;

    public WebhookSigner(byte[] key) {
        this.key = key.clone();
    }

    /** The value of the header webhook-signature. */
    String signatures(SellingService service, String webhookId, Instant now, String body) {
        byte[] content = (webhookId + "." + now.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
        IntStream former = service.formerSecrets().stream()
                .filter(secret -> now.isBefore(secret.validUntil()))
                .mapToInt(SellingService.FormerSecret::generation);
        return IntStream.concat(IntStream.of(service.webhookSecretGeneration()), former)
                .mapToObj(generation -> signature(service, generation, content))
                .collect(Collectors.joining(" "));
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
