package io.coinslot.billing.purchase;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to deliver a webhook.
 *
 * @param number 1, 2, 3 … within the webhook
 * @param httpStatus 0 if there was no answer
 */
public record WebhookAttempt(
        int number, Instant at, int httpStatus, @Nullable String failure) {}
