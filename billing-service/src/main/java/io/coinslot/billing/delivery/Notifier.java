package io.coinslot.billing.delivery;

import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.catalog.SellingService;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseChange;
import io.coinslot.billing.purchase.Tasks;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.servicekit.idempotency.DerivedId;
import org.jspecify.annotations.Nullable;

/** Has webhooks sent: writes the body into the purchase and starts the task that sends it. */
public final class Notifier {
    /** So many are kept; beyond them the oldest that are done with make room, and what is not sent yet is kept. */
    private static final int USUALLY_KEPT = 50;

    private static final int MOST_KEPT = 300;

    private final Catalog catalog;
    private final WebhookBodies bodies;

    public Notifier(Catalog catalog, WebhookBodies bodies) {
        this.catalog = catalog;
        this.bodies = bodies;
    }

    /** Call it last in a change, since the body shows the purchase as it then is. Services without a URL poll. */
    public void announce(PurchaseChange change, WebhookType type) {
        announce(change, type, null);
    }

    /** @param reference the market's id of the refund or the dispute it is about; null means the newest there is */
    public void announce(PurchaseChange change, WebhookType type, @Nullable String reference) {
        Purchase purchase = change.purchase();
        SellingService service = catalog.service(purchase.serviceId());
        if (service == null || service.webhookUrl() == null) {
            return;
        }
        if (purchase.webhooks().size() >= MOST_KEPT && !purchase.hasWebhookDone()) {
            // The game took none of three hundred: it learns from the purchase, and operators from the history.
            change.note("WebhookNotSent:" + type.wireName());
            return;
        }
        int number = purchase.lastWebhookNumber() + 1;
        String body = bodies.body(type, change.moment().at(), purchase, reference);
        String webhookId = DerivedId.of("msg_", purchase.id().value(), Integer.toString(number));
        change.webhook(Webhook.toBeSent(number, webhookId, type.wireName(), body)
                        .toBeNumbered())
                .starting(Tasks.sendWebhook(number))
                .keepingWebhooks(USUALLY_KEPT);
    }
}
