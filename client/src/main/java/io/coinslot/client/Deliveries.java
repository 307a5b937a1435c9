package io.coinslot.client;

import static io.coinslot.client.Call.segment;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to be granted, and the webhooks that told it. */
public final class Deliveries {
    private final Transport transport;

    Deliveries(Transport transport) {
        this.transport = transport;
    }

    /** Paid purchases whose goods are not confirmed as granted. */
    public Stream<PendingDelivery> pending() {
        return Page.stream(cursor -> transport.sendForPage(
                Call.get("/v1/deliveries").query("status", "PENDING").query("cursor", cursor), PendingDelivery.class));
    }

    /**
     * Those of all services, the nearest deadline first (the operator's right).
     *
     * @param dueBefore the first deadline that is too late; null for none
     */
    public Stream<PendingDelivery> pendingOfAllServices(@Nullable Instant dueBefore) {
        return Page.stream(cursor -> transport.sendForPage(
                Call.get("/v1/operations/deliveries")
                        .query("dueBefore", dueBefore)
                        .query("cursor", cursor),
                PendingDelivery.class));
    }

    /** How the game was told of a purchase. */
    public Stream<WebhookAttempt> webhookAttempts(String purchaseId) {
        return attempts("purchaseId", purchaseId);
    }

    /** How the game was told of a settlement; a 404 says that it was not, or not yet. */
    public Stream<WebhookAttempt> settlementWebhookAttempts(String settlementId) {
        return attempts("settlementId", settlementId);
    }

    /** How the game was told of a token of a registered card. */
    public Stream<WebhookAttempt> tokenWebhookAttempts(String tokenUniqueReference) {
        return attempts("tokenUniqueReference", tokenUniqueReference);
    }

    private Stream<WebhookAttempt> attempts(String subject, String id) {
        return Page.stream(cursor -> transport.sendForPage(
                Call.get("/v1/webhook-attempts").query(subject, id).query("cursor", cursor), WebhookAttempt.class));
    }

    /** Sends a webhook again, with the very body of its first attempt. */
    public void resend(String webhookAttemptId) {
        transport.send(Call.post("/v1/webhook-attempts/" + segment(webhookAttemptId) + "/resend", null)
                .json(Map.of()));
    }
}
