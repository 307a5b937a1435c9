package io.coinslot.billing.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Purchases about which there is much to tell: each refund is a webhook. */
class NotifierTest {
    private final LocalBilling billing = new LocalBilling();

    @Test
    void tellsEverythingHoweverMuchThereIs() {
        PurchaseId id = billing.completed();
        refund(id, 1, 120);
        assertThat(billing.game.received()).hasSize(121);
        assertThat(billing.game.received().stream()
                        .map(WebhookSender.Message::webhookId)
                        .distinct())
                .hasSize(121);
        assertThat(billing.purchase(id).webhooks()).hasSize(50);
        assertThat(billing.purchase(id).lastWebhookNumber()).isEqualTo(121);
    }

    @Test
    void forgetsNothingThatTheGameHasNotTaken() {
        PurchaseId id = billing.completed();
        billing.game.answers(410, "");
        refund(id, 1, 60);
        billing.game.answers(200, "");
        refund(id, 61, 120);
        Purchase purchase = billing.purchase(id);
        assertThat(purchase.webhooks().stream().filter(webhook -> webhook.status() == WebhookStatus.ABANDONED))
                .hasSize(60);
        assertThat(billing.game.received()).hasSize(121);
    }

    /** A game that takes none of three hundred has to look; the history says that it was not told. */
    @Test
    void saysSoWhenAWebhookIsNotSent() {
        PurchaseId id = billing.completed();
        billing.game.answers(503, "");
        refund(id, 1, 305);
        Purchase purchase = billing.purchase(id);
        assertThat(purchase.webhooks()).hasSize(300);
        assertThat(purchase.trail().history().stream()
                        .filter(entry -> entry.event().equals("WebhookNotSent:purchase.refunded")))
                .hasSize(5);

        billing.game.answers(200, "");
        billing.clock.advance(Duration.ofMinutes(1));
        billing.runTasks();
        assertThat(billing.purchase(id).webhooks()).extracting(Webhook::status).containsOnly(WebhookStatus.ACCEPTED);
        refund(id, 306, 306);
        assertThat(billing.purchase(id).webhooks()).hasSize(50);
    }

    private void refund(PurchaseId id, int first, int last) {
        for (int number = first; number <= last; number++) {
            billing.tell(id, LocalBilling.refunded("r" + number, "KRW 1"));
            billing.runTasks();
        }
    }
}
