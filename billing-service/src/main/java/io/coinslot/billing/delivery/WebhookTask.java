package io.coinslot.billing.delivery;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.Tasks;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Instant;
import java.util.function.Predicate;

/** Sends a webhook about a purchase: a task of the purchase. */
public final class WebhookTask extends CourierTask<Purchase, PurchaseEvent> {
    private final WebhookOutcomes outcomes;

    public WebhookTask(WebhookCourier courier, WebhookOutcomes outcomes) {
        super(Tasks.SEND_WEBHOOK, courier);
        this.outcomes = outcomes;
    }

    @Override
    protected ServiceId serviceId(Purchase purchase) {
        return purchase.serviceId();
    }

    @Override
    public Outcome<Purchase, PurchaseEvent> run(String purchaseId, Purchase purchase, Task task) {
        int number = number(task);
        Webhook webhook = purchase.webhook(number).orElse(null);
        if (webhook == null || webhook.status() != WebhookStatus.SENDING) {
            return new Done<>(now -> Nothing.changes());
        }
        if ((isPointless(purchase, webhook) || isOvertaken(purchase, webhook))
                && !task.data().containsKey(Tasks.BY_HAND)) {
            return new Done<>(now -> outcomes.dropped(now, number, now()));
        }
        return send(purchase, webhook, task);
    }

    @Override
    protected Decision<Purchase, PurchaseEvent, Void> accepted(
            Purchase now, Task task, WebhookSender.Answer answer, Instant at) {
        return outcomes.accepted(now, number(task), answer, at);
    }

    @Override
    protected Decision<Purchase, PurchaseEvent, Void> failed(
            Purchase now, Task task, int status, String reason, Instant at) {
        return outcomes.failed(now, number(task), status, reason, at);
    }

    @Override
    protected Decision<Purchase, PurchaseEvent, Void> givenUp(
            Purchase now, Task task, int status, String reason, Instant at) {
        return outcomes.abandoned(now, number(task), status, reason, at);
    }

    /** Nobody needs to be asked any more to deliver. */
    private static boolean isPointless(Purchase purchase, Webhook webhook) {
        return DeliverySteps.canConfirm(webhook) && purchase.delivery().status() != DeliveryStatus.PENDING;
    }

    /**
     * Whether the game has taken a later webhook that said the contrary of the money, and it is so: this one would only
     * mislead a game that goes by what comes last.
     */
    private static boolean isOvertaken(Purchase purchase, Webhook webhook) {
        return isReinstatement(webhook)
                ? purchase.isMoneyGone() && hasTakenLater(purchase, webhook, WebhookTask::isTakingBack)
                : isTakingBack(webhook)
                        && !purchase.hasMoneyGoneBack()
                        && hasTakenLater(purchase, webhook, WebhookTask::isReinstatement);
    }

    private static boolean hasTakenLater(Purchase purchase, Webhook webhook, Predicate<Webhook> contrary) {
        return purchase.webhooks().stream()
                .anyMatch(later -> later.number() > webhook.number()
                        && later.status() == WebhookStatus.ACCEPTED
                        && contrary.test(later));
    }

    private static boolean isTakingBack(Webhook webhook) {
        return webhook.type().equals(WebhookType.PURCHASE_REFUNDED.wireName())
                || webhook.type().equals(WebhookType.PURCHASE_CHARGED_BACK.wireName());
    }

    private static boolean isReinstatement(Webhook webhook) {
        return webhook.type().equals(WebhookType.PURCHASE_REINSTATED.wireName());
    }

    private static int number(Task task) {
        return Integer.parseInt(task.data().getOrDefault(Tasks.WEBHOOK_NUMBER, "0"));
    }
}
