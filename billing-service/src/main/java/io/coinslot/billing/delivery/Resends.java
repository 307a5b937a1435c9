package io.coinslot.billing.delivery;

import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.Tasks;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.aggregate.Decision;
import java.util.Optional;

/** Decides about sending a webhook once more because somebody asks for it. */
public final class Resends {
    private Resends() {}

    /** The webhook goes out at once, with the body and id it always had, and gets all its attempts anew. */
    public static Decision<Purchase, PurchaseEvent, Optional<Webhook>> resend(
            Purchase purchase, int number, Moment moment) {
        Webhook webhook = purchase.webhook(number).orElse(null);
        if (webhook == null) {
            return Decision.unchanged(Optional.empty());
        }
        Webhook again = webhook.withStatus(WebhookStatus.SENDING);
        return PurchaseChange.to(purchase, moment)
                .webhook(again)
                .note("WebhookResendRequested")
                .starting(Tasks.sendWebhook(number).with(Tasks.BY_HAND, "true"))
                .accepted(Optional.of(again));
    }
}
