package io.coinslot.billing.card;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.delivery.CourierTask;
import io.coinslot.billing.delivery.WebhookCourier;
import io.coinslot.billing.delivery.WebhookSender;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Instant;

/** Sends a webhook about a token. */
public final class TokenNewsTask extends CourierTask<CardToken, Void> {
    public TokenNewsTask(WebhookCourier courier) {
        super(Telling.SEND, courier);
    }

    @Override
    protected ServiceId serviceId(CardToken token) {
        return token.serviceId();
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
        return send(token, webhook, task);
    }

    @Override
    protected Decision<CardToken, Void, Void> accepted(
            CardToken now, Task task, WebhookSender.Answer answer, Instant at) {
        return Telling.tried(now, number(task), at, answer.status(), null, WebhookStatus.ACCEPTED);
    }

    @Override
    protected Decision<CardToken, Void, Void> failed(CardToken now, Task task, int status, String reason, Instant at) {
        return Telling.tried(now, number(task), at, status, reason, WebhookStatus.SENDING);
    }

    @Override
    protected Decision<CardToken, Void, Void> givenUp(CardToken now, Task task, int status, String reason, Instant at) {
        return Telling.tried(now, number(task), at, status, reason, WebhookStatus.ABANDONED);
    }

    private static int number(Task task) {
        return Integer.parseInt(task.data().getOrDefault(Telling.NUMBER, "0"));
    }
}
