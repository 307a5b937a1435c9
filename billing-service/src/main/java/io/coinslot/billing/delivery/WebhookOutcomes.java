package io.coinslot.billing.delivery;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseEvent.DeliveryAbandonedAfterRetries;
import io.coinslot.billing.purchase.Source;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.aggregate.Decision;
import java.time.Instant;
import java.util.function.BiConsumer;

/** Decides what an attempt to send a webhook means for the purchase. */
public final class WebhookOutcomes {
    private final DeliverySteps delivery;
    private final DeliveryAnswers answers;

    public WebhookOutcomes(DeliverySteps delivery, DeliveryAnswers answers) {
        this.delivery = delivery;
        this.answers = answers;
    }

    /** The game took it; its answer may say that it has granted the goods. */
    Decision<Purchase, PurchaseEvent, Void> accepted(
            Purchase purchase, int number, WebhookSender.Answer answer, Instant at) {
        return change(purchase, number, at, (change, webhook) -> {
            change.webhook(webhook.after(at, answer.status(), null, WebhookStatus.ACCEPTED));
            if (DeliverySteps.canConfirm(webhook) && answers.confirm(answer.body())) {
                delivery.confirm(change, at);
            }
        });
    }

    Decision<Purchase, PurchaseEvent, Void> failed(
            Purchase purchase, int number, int status, String reason, Instant at) {
        return change(
                purchase,
                number,
                at,
                (change, webhook) -> change.webhook(webhook.after(at, status, reason, WebhookStatus.SENDING)));
    }

    Decision<Purchase, PurchaseEvent, Void> abandoned(
            Purchase purchase, int number, int status, String reason, Instant at) {
        return change(purchase, number, at, (change, webhook) -> {
            Webhook last = webhook.after(at, status, reason, WebhookStatus.ABANDONED);
            change.webhook(last);
            if (DeliverySteps.asksForDelivery(webhook)) {
                change.record(new DeliveryAbandonedAfterRetries(
                        last.attempts().getLast().number(), reason));
            } else {
                change.note("WebhookAbandonedAfterRetries");
            }
        });
    }

    Decision<Purchase, PurchaseEvent, Void> dropped(Purchase purchase, int number, Instant at) {
        return change(
                purchase, number, at, (change, webhook) -> change.webhook(webhook.withStatus(WebhookStatus.DROPPED)));
    }

    private static Decision<Purchase, PurchaseEvent, Void> change(
            Purchase purchase, int number, Instant at, BiConsumer<PurchaseChange, Webhook> step) {
        Webhook webhook = purchase.webhook(number).orElse(null);
        if (webhook == null) {
            return Nothing.changes();
        }
        PurchaseChange change = PurchaseChange.to(purchase, new Moment(at, Source.WEBHOOK));
        step.accept(change, webhook);
        return change.accepted();
    }
}
