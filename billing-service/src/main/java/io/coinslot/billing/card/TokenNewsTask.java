package io.coinslot.billing.card;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.delivery.WebhookCourier;
import io.coinslot.billing.delivery.WebhookSender;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends a webhook about a token until the service accepts it, for three days, then gives up visibly. */
public final class TokenNewsTask implements TaskHandler<CardToken, Void> {
    private final WebhookCourier courier;

    public TokenNewsTask(WebhookCourier courier) {
        this.courier = courier;
    }

    @Override
    public String kind() {
        return Telling.SEND;
    }

    @Override
    public String target(CardToken token, Task task) {
        return WebhookCourier.target(token.serviceId());
    }

    @Override
    public int maxAttempts() {
        return WebhookCourier.maxAttempts();
    }

    @Override
    public Duration backoff(int attempt) {
        return WebhookCourier.pauseAfter(attempt);
    }

    @Override
    public boolean countsAgainstTarget(Exception failure) {
        return WebhookCourier.countsAgainstTarget(failure);
    }

    @Override
    public Outcome<CardToken, Void> run(String tokenKey, CardToken token, Task task) {
        int number = number(task);
        Webhook webhook = token.webhook(number).orElse(null);
        if (webhook == null || webhook.status() != WebhookStatus.SENDING) {
            return new Done<>(now -> Nothing.changes());
        }
        if (token.isOvertaken(webhook) && !task.data().containsKey(Telling.BY_HAND)) {
            return new Done<>(now -> Telling.dropped(now, number));
        }
        return switch (courier.attempt(token.serviceId(), webhook)) {
            case WebhookCourier.Result.Accepted(WebhookSender.Answer answer) ->
                new Done<>(now ->
                        Telling.tried(now, number, courier.now(), answer.status(), null, WebhookStatus.ACCEPTED));
            case WebhookCourier.Result.GivenUp(int status, String reason) ->
                new Done<>(now -> Telling.tried(now, number, courier.now(), status, reason, WebhookStatus.ABANDONED));
            case WebhookCourier.Result.Failed failed ->
                new TryAgain<>(
                        null,
                        failed.failure(),
                        now -> Telling.tried(
                                now, number, failed.at(), failed.status(), failed.reason(), WebhookStatus.SENDING));
        };
    }

    @Override
    public Function<CardToken, Decision<CardToken, Void, Void>> abandoned(
            String tokenKey, Task task, @Nullable Exception lastFailure) {
        int status = WebhookCourier.statusOf(lastFailure);
        String reason = WebhookCourier.reasonOf(lastFailure);
        return now -> Telling.tried(now, number(task), courier.now(), status, reason, WebhookStatus.ABANDONED);
    }

    private static int number(Task task) {
        return Integer.parseInt(task.data().getOrDefault(Telling.NUMBER, "0"));
    }
}
