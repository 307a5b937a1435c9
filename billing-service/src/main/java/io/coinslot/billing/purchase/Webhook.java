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
 * @param version of the purchase, which the body shows; {@link #NO_VERSION_YET} until it is written, and null if the body
 *     shows none
 */
public record Webhook(
        int number,
        String webhookId,
        String type,
        String body,
        WebhookStatus status,
        List<WebhookAttempt> attempts,
        @Nullable Long version) {
    /** What a body shows for the version until the purchase is written. */
    public static final long NO_VERSION_YET = 0;

    private static final int MOST_ATTEMPTS_KEPT = 20;
    private static final String UNNUMBERED = "\"version\":" + NO_VERSION_YET;

    public Webhook {
        attempts = List.copyOf(attempts);
    }

    /** A webhook that is to be sent. Its body shows no version. */
    public static Webhook toBeSent(int number, String webhookId, String type, String body) {
        return new Webhook(number, webhookId, type, body, WebhookStatus.SENDING, List.of(), null);
    }

    /** The same, with a body in whose {@code data} the version is to be written in place of {@link #NO_VERSION_YET}. */
    public Webhook toBeNumbered() {
        return new Webhook(number, webhookId, type, body, status, attempts, NO_VERSION_YET);
    }

    boolean isUnnumbered() {
        return version != null && version == NO_VERSION_YET;
    }

    /** Within texts quotes are escaped, so that nothing of the game's or the player's looks like the field. */
    Webhook numbered(long given) {
        int at = body.indexOf(UNNUMBERED);
        String numbered = at < 0
                ? body
                : body.substring(0, at) + "\"version\":" + given + body.substring(at + UNNUMBERED.length());
        return new Webhook(number, webhookId, type, numbered, status, attempts, given);
    }

    /** The webhook after one more attempt; no failure means that the game accepted it. */
    public Webhook after(Instant at, int httpStatus, @Nullable String failure, WebhookStatus next) {
        List<WebhookAttempt> all = new ArrayList<>(attempts);
        int attemptNumber = attempts.isEmpty() ? 1 : attempts.getLast().number() + 1;
        all.add(new WebhookAttempt(attemptNumber, at, httpStatus, failure));
        int surplus = Math.max(0, all.size() - MOST_ATTEMPTS_KEPT);
        return new Webhook(number, webhookId, type, body, next, all.subList(surplus, all.size()), version);
    }

    public Webhook withStatus(WebhookStatus next) {
        return new Webhook(number, webhookId, type, body, next, attempts, version);
    }
}
