package io.coinslot.billing.purchase;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to the game, with the exact body that is sent at each attempt.
 *
 * @param number 1, 2, 3 … within the purchase
 * @param attempts the newest ones
 */
public record Webhook(
        int number, String webhookId, String type, String body, WebhookStatus status, List<WebhookAttempt> attempts) {
    private static final int MOST_ATTEMPTS_KEPT = 20;

    public Webhook {
        attempts = List.copyOf(attempts);
    }

    /** The webhook after one more attempt; no failure means that the game accepted it. */
    public Webhook after(Instant at, int httpStatus, @Nullable String failure, WebhookStatus next) {
        List<WebhookAttempt> all = new ArrayList<>(attempts);
        int attemptNumber = attempts.isEmpty() ? 1 : attempts.getLast().number() + 1;
        all.add(new WebhookAttempt(attemptNumber, at, httpStatus, failure));
        int surplus = Math.max(0, all.size() - MOST_ATTEMPTS_KEPT);
        return new Webhook(number, webhookId, type, body, next, all.subList(surplus, all.size()));
    }

    public Webhook withStatus(WebhookStatus next) {
        return new Webhook(number, webhookId, type, body, next, attempts);
    }
}
