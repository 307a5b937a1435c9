package io.coinslot.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import org.junit.jupiter.api.Test;

/** What the market tells of the payment itself, some of it late or twice. */
class MarketFactsTest {
    private final LocalBilling billing = new LocalBilling();

    @Test
    void anUnknownOutcomeIsResolvedEitherWay() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.submit(id, "token");
        billing.tell(id, new MarketFact.OutcomeUnknown("no answer"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.OUTCOME_UNKNOWN);
        billing.tell(id, billing.captured("KRW 1200"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.PAID);
    }

    @Test
    void aDeclinedPaymentEndsThePurchaseAndTellsTheGame() {
        PurchaseId id = billing.requested(Market.STRIPE);
        billing.tell(id, new MarketFact.Declined("card_declined", "insufficient funds"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.DECLINED);
        assertThat(billing.purchases.tasks(id.value()))
                .extracting(task -> task.kind())
                .containsExactly("send-webhook");
    }

    @Test
    void whatWaitsForAnOperatorIsVisible() {
        PurchaseId id = billing.requested(Market.STRIPE);
        billing.tell(id, new MarketFact.ParkedForOperator("VERIFY", "no answer for a day"));
        assertThat(billing.purchase(id).payment().parked()).isEqualTo("VERIFY: no answer for a day");
    }

    @Test
    void aPaymentThatIsFinishedBeforeTheGrantCompletesWithIt() {
        PurchaseId id = billing.paid();
        billing.tell(id, new MarketFact.Finished("NOT_NEEDED"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.PAID);
        assertThat(billing.events()).doesNotContain("PurchaseCompleted");
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.events()).endsWith("DeliveryConfirmed", "PurchaseCompleted");
    }

    @Test
    void aLatePaymentIsDeliveredAndNoted() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.cancel(id);
        billing.tell(id, billing.captured("KRW 1200"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.PAID);
        assertThat(billing.purchase(id).trail().history())
                .anyMatch(line -> line.event().equals("PaidAfterCANCELLED"));
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.DELIVERED);
    }

    @Test
    void whatIsToldTooLateChangesNothingButTheHistory() {
        PurchaseId id = billing.completed();
        billing.tell(id, new MarketFact.Declined("X", "late"));
        billing.tell(id, new MarketFact.Pending("late"));
        billing.tell(id, new MarketFact.OutcomeUnknown("late"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.events()).endsWith("PurchaseCompleted");
        assertThat(billing.purchase(id).trail().history()).hasSize(8);
    }

    @Test
    void whatHasEndedDoesNotBecomePayable() {
        PurchaseId id = billing.requested(Market.STRIPE);
        billing.cancel(id);
        billing.tell(id, LocalBilling.prepared());
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.CANCELLED);
        assertThat(billing.events()).endsWith("PurchaseCancelled");
        assertThat(billing.purchase(id).trail().history().getLast().event()).isEqualTo("PaymentPreparedTooLate");
    }

    @Test
    void theSamePaymentToldAgainIsNoSecondOne() {
        PurchaseId id = billing.completed();
        billing.tell(id, billing.captured("KRW 1200"));
        assertThat(billing.purchase(id).payment().excess()).isEmpty();
        assertThat(billing.events()).doesNotContain("PurchasePaidAgain");
    }

    @Test
    void aSecondPaymentIsKeptVisibleAndGrantsNothing() {
        PurchaseId id = billing.completed();
        billing.tell(id, billing.captured("GPA.other", "KRW 1200"));
        billing.runTasks();
        Purchase purchase = billing.purchase(id);
        assertThat(purchase.status()).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(purchase.payment().excess()).hasSize(1);
        assertThat(billing.events()).endsWith("PurchasePaidAgain");
        assertThat(billing.game.received()).hasSize(1);
    }
}
