package io.coinslot.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseRefunded;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.Webhook;
import java.time.Duration;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Refunds and their reversals, whenever they are told. */
class MoneyBackTest {
    private final LocalBilling billing = new LocalBilling();

    @Test
    void aFullRefundAfterTheGrantIsADebt() {
        PurchaseId id = billing.completed();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        Purchase purchase = billing.purchase(id);
        assertThat(purchase.status()).isEqualTo(PurchaseStatus.REFUNDED);
        assertThat(purchase.delivery().clawback()).isTrue();
        assertThat(billing.purchases.events().getLast())
                .isEqualTo(new PurchaseRefunded(
                        null,
                        Money.parse("KRW 1200"),
                        Money.parse("KRW 1200"),
                        true,
                        "MARKET",
                        true,
                        null,
                        Money.parse("KRW 1200")));
    }

    @Test
    void aPartialRefundLeavesTheRest() {
        PurchaseId id = billing.completed();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 200"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.PARTIALLY_REFUNDED);
        assertThat(billing.purchase(id).refundable()).isEqualTo(Money.parse("KRW 1000"));
        billing.tell(id, LocalBilling.refunded("r2", "KRW 1000"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REFUNDED);
    }

    @Test
    void theSameRefundToldTwiceCountsOnce() {
        PurchaseId id = billing.completed();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 200"));
        billing.tell(id, LocalBilling.refunded("r1", "KRW 200"));
        assertThat(billing.purchase(id).refunded()).isEqualTo(Money.parse("KRW 200"));
        assertThat(billing.events()).containsOnlyOnce("PurchaseRefunded");
    }

    @Test
    void refundsAreToldToTheGame() {
        PurchaseId id = billing.completed();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 200"));
        assertThat(billing.purchase(id).webhooks())
                .extracting(Webhook::type)
                .containsExactly("purchase.paid", "purchase.refunded");
        assertThat(billing.purchase(id).webhooks().getLast().body()).contains("\"refund\":{\"refundId\":\"r1\"");
    }

    @Test
    void aRefundBeforeTheGrantCancelsTheDelivery() {
        billing.game.answers(503, "");
        PurchaseId id = billing.paid();
        billing.runTasks();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        assertThat(billing.purchase(id).delivery().status()).isEqualTo(DeliveryStatus.CANCELLED);
        assertThat(billing.purchase(id).delivery().clawback()).isFalse();

        billing.game.answers(200, "{\"delivered\":true}");
        billing.clock.advance(Duration.ofMinutes(1));
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REFUNDED);
        assertThat(billing.game.received())
                .extracting(message -> message.body().split("\"")[3])
                .containsExactly("purchase.paid", "purchase.refunded");
    }

    @Test
    void aGrantThatWasUnderWayWhenTheMoneyWentBackIsADebt() {
        PurchaseId id = billing.paid();
        billing.game.meanwhile(() -> billing.tell(id, LocalBilling.refunded("r1", "KRW 1200")));
        billing.runTasks();
        Purchase purchase = billing.purchase(id);
        assertThat(purchase.status()).isEqualTo(PurchaseStatus.REFUNDED);
        assertThat(purchase.delivery().status()).isEqualTo(DeliveryStatus.CONFIRMED);
        assertThat(purchase.delivery().clawback()).isTrue();
    }

    @Test
    void aRefundToldBeforeThePaymentIsKeptAndAppliedWithIt() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REQUESTED);
        billing.tell(id, billing.captured("KRW 1200"));
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REFUNDED);
        assertThat(billing.purchase(id).delivery().status()).isEqualTo(DeliveryStatus.CANCELLED);
        assertThat(billing.events()).containsExactly("PurchaseRequested", "PurchasePaid", "PurchaseRefunded");
        assertThat(billing.game.received()).isEmpty();
    }

    @Test
    void aReversalBringsThePurchaseBack() {
        PurchaseId id = billing.completed();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        billing.tell(id, new MarketFact.RefundReversed("r1", Money.parse("KRW 1200")));
        billing.tell(id, new MarketFact.RefundReversed("r1", Money.parse("KRW 1200")));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.purchase(id).delivery().clawback()).isFalse();
        assertThat(billing.events()).containsOnlyOnce("PurchaseReinstated");
    }

    @Test
    void aReversalToldBeforeItsRefundCancelsItOut() {
        PurchaseId id = billing.completed();
        billing.tell(id, new MarketFact.RefundReversed("r1", Money.parse("KRW 1200")));
        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.events()).doesNotContain("PurchaseRefunded", "PurchaseReinstated");
    }

    @Test
    void aReversalBeforeTheGrantHasItDeliveredAfterAll() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        billing.tell(id, billing.captured("KRW 1200"));
        billing.tell(id, new MarketFact.RefundReversed("r1", Money.parse("KRW 1200")));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.PAID);
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.DELIVERED);
    }
}
