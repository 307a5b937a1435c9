package io.coinslot.billing.delivery.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookAttempt;
import io.coinslot.billing.purchase.WebhookStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to send a webhook, as callers see it.
 *
 * @param id of the document that holds the webhook, number of the webhook, number of the attempt; 0 stands for the one
 *     that is still to come
 * @param status of the webhook, which outlives its attempts
 */
public record AttemptView(
        String id,
        String webhookId,
        @JsonUnwrapped Subject subject,
        String type,
        WebhookStatus status,
        @Nullable Integer httpStatus,
        @Nullable Instant at,
        @Nullable String failure) {

    /** What a webhook is about: exactly one of them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Subject(
            @Nullable String purchaseId,
            @Nullable String settlementId,
            @Nullable String tokenUniqueReference) {
        public static Subject purchase(String purchaseId) {
            return new Subject(purchaseId, null, null);
        }

        public static Subject settlement(String settlementId) {
            return new Subject(null, settlementId, null);
        }

        public static Subject token(String tokenUniqueReference) {
            return new Subject(null, null, tokenUniqueReference);
        }
    }

    /** Attempts; a list of them is never cut. */
    public record Page(List<AttemptView> items, @Nullable String nextCursor) {
        public static Page of(Stream<AttemptView> attempts) {
            return new Page(attempts.toList(), null);
        }
    }

    /** The attempts of a webhook, or the one that is still to come. */
    public static Stream<AttemptView> allOf(String holder, Subject subject, Webhook webhook) {
        return webhook.attempts().isEmpty()
                ? Stream.of(toCome(holder, subject, webhook))
                : webhook.attempts().stream().map(attempt -> of(holder, subject, webhook, attempt));
    }

    /** The attempt that is still to come. */
    public static AttemptView toCome(String holder, Subject subject, Webhook webhook) {
        return new AttemptView(
                id(holder, webhook, 0),
                webhook.webhookId(),
                subject,
                webhook.type(),
                webhook.status(),
                null,
                null,
                null);
    }

    private static AttemptView of(String holder, Subject subject, Webhook webhook, WebhookAttempt attempt) {
        return new AttemptView(
                id(holder, webhook, attempt.number()),
                webhook.webhookId(),
                subject,
                webhook.type(),
                webhook.status(),
                attempt.httpStatus() == 0 ? null : attempt.httpStatus(),
                attempt.at(),
                attempt.failure());
    }

    private static String id(String holder, Webhook webhook, int attempt) {
        return holder + "." + webhook.number() + "." + attempt;
    }
}
