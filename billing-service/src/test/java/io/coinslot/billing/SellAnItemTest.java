package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.HistoryEntry;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.servicekit.consume.Consumed;
import org.junit.jupiter.api.Test;

class SellAnItemTest {
    private final LocalBilling billing = new LocalBilling();

    @Test
    void whatCouldNotBeFinishedWaitsForAnOperatorUntilItIs() {
        PurchaseId id = billing.paid();
        billing.runTasks();
        billing.tell(id, new MarketFact.ParkedForOperator("FINISH", "not finished yet"));
        assertThat(billing.purchase(id).payment().parked()).isEqualTo("FINISH: not finished yet");
        billing.tell(id, new MarketFact.Finished("CONSUMED"));
        assertThat(billing.purchase(id).payment().parked()).isNull();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
    }

    @Test
    void sellsAnItemAtAStore() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.submit(id, "token");
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.VERIFYING);
        assertThat(billing.tell(id, billing.captured("KRW 1200"))).isEqualTo(Consumed.APPLIED);
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.PAID);
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.DELIVERED);
        billing.tell(id, new MarketFact.Finished("CONSUMED"));

        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.events())
                .containsExactly(
                        "PurchaseRequested",
                        "ReceiptSubmitted",
                        "PurchasePaid",
                        "DeliveryConfirmed",
                        "PurchaseCompleted");
        assertThat(billing.purchase(id).trail().history())
                .extracting(HistoryEntry::event)
                .isEqualTo(billing.events());
        assertThat(billing.purchases.tasks(id.value())).isEmpty();
    }

    @Test
    void sellsAnItemAtAPaymentProvider() {
        PurchaseId id = billing.requested(Market.STRIPE);
        billing.tell(id, LocalBilling.prepared());
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.PAYABLE);
        billing.tell(id, billing.captured("KRW 1200"));
        billing.runTasks();
        billing.tell(id, new MarketFact.Finished("NOT_NEEDED"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
    }

    @Test
    void needsOneWritePerChange() {
        PurchaseId id = billing.completed();
        assertThat(billing.purchases.find(id.value()).version()).isEqualTo(5);
    }

    @Test
    void sendsTheWebhookOnceWithThePurchaseAsItIsWhenPaid() {
        PurchaseId id = billing.paid();
        billing.runTasks();
        billing.runTasks();
        assertThat(billing.game.received()).singleElement().satisfies(message -> {
            assertThat(message.url()).isEqualTo("https://game.example/webhooks");
            assertThat(message.body())
                    .contains("\"type\":\"purchase.paid\"", "\"status\":\"PAID\"", id.value(), "\"player-1\"");
        });
    }

    @Test
    void waitsForConfirmationByCallIfTheGameOnlyTakesNote() {
        billing.game.answers(200, "");
        PurchaseId id = billing.paid();
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.PAID);
        assertThat(billing.confirm(id).accepted()).isTrue();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.DELIVERED);
        assertThat(billing.purchase(id).delivery().confirmedBy()).isEqualTo("API");
    }

    @Test
    void confirmingTwiceIsConfirmingOnce() {
        PurchaseId id = billing.paid();
        billing.confirm(id);
        billing.confirm(id);
        billing.runTasks();
        assertThat(billing.events()).containsOnlyOnce("DeliveryConfirmed");
        assertThat(billing.game.received()).isEmpty();
    }

    @Test
    void servicesWithoutWebhookPoll() {
        billing.catalog.put(FakeCatalog.arcade(null, java.util.Set.of()));
        PurchaseId id = billing.paid();
        billing.runTasks();
        Purchase purchase = billing.purchase(id);
        assertThat(purchase.delivery().status()).isEqualTo(DeliveryStatus.PENDING);
        assertThat(purchase.webhooks()).isEmpty();
    }

    @Test
    void aRepeatedEventIsADuplicateAndAGapWaits() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        assertThat(billing.tell(id, 2, new MarketFact.Pending("cash"))).isEqualTo(Consumed.NOT_YET);
        assertThat(billing.tell(id, 1, new MarketFact.Pending("cash"))).isEqualTo(Consumed.APPLIED);
        assertThat(billing.tell(id, 1, new MarketFact.Pending("cash"))).isEqualTo(Consumed.DUPLICATE);
        assertThat(billing.events()).containsOnlyOnce("PurchasePending");
    }

    @Test
    void anEventOfAPurchaseThatIsNotKnownYetWaits() {
        assertThat(billing.tell(new PurchaseId("pur_x"), 1, new MarketFact.Pending("cash")))
                .isEqualTo(Consumed.NOT_YET);
    }
}
