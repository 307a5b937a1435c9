package io.coinslot.billing.delivery;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.Tasks;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends a webhook until the game accepts it, for three days, then gives up visibly: a task of the purchase. */
public final class WebhookTask implements TaskHandler<Purchase, PurchaseEvent> {
    private final WebhookCourier courier;
    private final WebhookOutcomes outcomes;

    public WebhookTask(WebhookCourier courier, WebhookOutcomes outcomes) {
        this.courier = courier;
        this.outcomes = outcomes;
    }

    @Override
    public String kind() {
        return Tasks.SEND_WEBHOOK;
    }

    @Override
    public String target(Purchase purchase, Task task) {
        return WebhookCourier.target(purchase.serviceId());
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
    public Outcome<Purchase, PurchaseEvent> run(String purchaseId, Purchase purchase, Task task) {
        int number = number(task);
        Webhook webhook = purchase.webhook(number).orElse(null);
        if (webhook == null || webhook.status() != WebhookStatus.SENDING) {
            return new Done<>(now -> Nothing.changes());
        }
        if (isPointless(purchase, webhook) && !task.data().containsKey(Tasks.BY_HAND)) {
            return new Done<>(now -> outcomes.dropped(now, number, courier.now()));
        }
        return switch (courier.attempt(purchase.serviceId(), webhook)) {
            case WebhookCourier.Result.Accepted(WebhookSender.Answer answer) ->
                new Done<>(now -> outcomes.accepted(now, number, answer, courier.now()));
            case WebhookCourier.Result.GivenUp(int status, String reason) ->
                new Done<>(now -> outcomes.abandoned(now, number, status, reason, courier.now()));
            case WebhookCourier.Result.Failed failed ->
                new TryAgain<>(
                        null,
                        failed.failure(),
                        now -> outcomes.failed(now, number, failed.status(), failed.reason(), failed.at()));
        };
    }

    @Override
    public Function<Purchase, Decision<Purchase, PurchaseEvent, Void>> abandoned(
            String purchaseId, Task task, @Nullable Exception lastFailure) {
        int status = WebhookCourier.statusOf(lastFailure);
        String reason = WebhookCourier.reasonOf(lastFailure);
        return purchase -> outcomes.abandoned(purchase, number(task), status, reason, courier.now());
    }

    /** Nobody needs to be asked any more to deliver. */
    private static boolean isPointless(Purchase purchase, Webhook webhook) {
        return DeliverySteps.asksForDelivery(webhook) && purchase.delivery().status() != DeliveryStatus.PENDING;
    }

    private static int number(Task task) {
        return Integer.parseInt(task.data().getOrDefault(Tasks.WEBHOOK_NUMBER, "0"));
    }
}
