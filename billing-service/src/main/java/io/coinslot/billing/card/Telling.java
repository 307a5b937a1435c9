package io.coinslot.billing.card;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.delivery.WebhookType;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a service is told of its tokens, and when. Each change has one webhook; it goes out for the first time
 * once the one before it has been tried, so that they leave in order. What failed is tried again by itself, unless the
 * service has taken a later one meanwhile.
 */
final class Telling {
    static final String SEND = "send-token-news";
    static final String NUMBER = "number";
    static final String BY_HAND = "by-hand";

    private Telling() {}

    /** @param body of the webhook; null if the service has named no place for any */
    static Decision<CardToken, Void, Consumed> hear(@Nullable CardToken known, TokenNews news, @Nullable String body) {
        if (known != null && known.version() >= news.version()) {
            return Decision.unchanged(Consumed.DUPLICATE);
        }
        CardToken next = known == null ? CardToken.of(news) : known.as(news);
        if (body == null) {
            return Decision.accepted(next, List.of(), Consumed.APPLIED);
        }
        Webhook webhook = Webhook.toBeSent(
                next.told() + 1,
                DerivedId.of("msg_", next.id(), Long.toString(news.version())),
                WebhookType.CARD_TOKEN_UPDATED.wireName(),
                body);
        return goingOn(known, next.with(webhook), Consumed.APPLIED);
    }

    /** An attempt was made. */
    static Decision<CardToken, Void, Void> tried(
            CardToken token, int number, Instant at, int status, @Nullable String failure, WebhookStatus next) {
        return token.webhook(number)
                .map(webhook -> webhook.after(at, status, failure, next))
                .<Decision<CardToken, Void, Void>>map(webhook -> goingOn(token, token.with(webhook), Nothing.toTell()))
                .orElseGet(Nothing::changes);
    }

    static Decision<CardToken, Void, Void> dropped(CardToken token, int number) {
        return token.webhook(number)
                .map(webhook -> webhook.withStatus(WebhookStatus.DROPPED))
                .<Decision<CardToken, Void, Void>>map(webhook -> goingOn(token, token.with(webhook), Nothing.toTell()))
                .orElseGet(Nothing::changes);
    }

    /** The webhook goes out at once, with the body and id it always had, and gets all its attempts anew. */
    static Decision<CardToken, Void, Optional<Webhook>> again(CardToken token, int number) {
        Webhook webhook = token.webhook(number).orElse(null);
        if (webhook == null) {
            return Decision.unchanged(Optional.empty());
        }
        Webhook again = webhook.withStatus(WebhookStatus.SENDING);
        return Decision.<CardToken, Void, Optional<Webhook>>accepted(token.with(again), List.of(), Optional.of(again))
                .starting(task(number).with(BY_HAND, "true"));
    }

    private static <R> Decision<CardToken, Void, R> goingOn(@Nullable CardToken before, CardToken after, R result) {
        var decision = Decision.<CardToken, Void, R>accepted(after, List.of(), result);
        int turn = turn(after);
        return turn == 0 || (before != null && turn == turn(before)) ? decision : decision.starting(task(turn));
    }

    private static int turn(CardToken token) {
        return token.untried().map(Webhook::number).orElse(0);
    }

    private static TaskDraft task(int number) {
        return TaskDraft.now(SEND + ":" + number, SEND).with(NUMBER, Integer.toString(number));
    }
}
