package io.coinslot.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseChargedBack;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseRefunded;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseReinstated;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.refund.RefundResource;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Purchases that cost nothing, as testers of a market make them: what the market takes back, the game has to learn. */
class TakenBackForNothingTest {
    private static final Money NOTHING = Money.parse("KRW 0");

    private final LocalBilling billing = new LocalBilling();

    private PurchaseId paid() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.submit(id, "token-1");
        billing.tell(id, billing.captured("KRW 0"));
        return id;
    }

    private PurchaseId completed() {
        PurchaseId id = paid();
        billing.runTasks();
        billing.tell(id, new MarketFact.Finished("CONSUMED"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        return id;
    }

    private List<String> webhooks(PurchaseId id) {
        return billing.purchase(id).webhooks().stream().map(Webhook::type).toList();
    }

    @Test
    void theGameIsToldOnceThatItIsTakenBack() {
        PurchaseId id = completed();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 0"));
        billing.tell(id, LocalBilling.refunded("r1", "KRW 0"));
        Purchase purchase = billing.purchase(id);
        assertThat(purchase.status()).isEqualTo(PurchaseStatus.REFUNDED);
        assertThat(purchase.delivery().clawback()).isTrue();
        assertThat(purchase.debt()).isEqualTo(NOTHING);
        assertThat(billing.purchases.events())
                .filteredOn(PurchaseRefunded.class::isInstance)
                .containsExactly(new PurchaseRefunded(null, NOTHING, NOTHING, true, "MARKET", true, null, NOTHING));
        assertThat(webhooks(id)).containsExactly("purchase.paid", "purchase.refunded");
        assertThat(purchase.webhooks().getLast().body())
                .contains("\"refundId\":\"r1\",\"status\":\"SUCCEEDED\"", "\"clawback\":{\"delivered\"");
        assertThat(RefundResource.allOf(purchase))
                .singleElement()
                .satisfies(refund -> assertThat(refund.status()).isEqualTo("SUCCEEDED"));
    }

    @Test
    void whatIsTakenBackBeforeItsGrantIsNotDelivered() {
        billing.game.answers(503, "");
        PurchaseId id = paid();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 0"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REFUNDED);
        assertThat(billing.purchase(id).delivery().status()).isEqualTo(DeliveryStatus.CANCELLED);
        billing.confirm(id);
        assertThat(webhooks(id)).containsExactlyInAnyOrder("purchase.paid", "purchase.refunded", "purchase.refunded");
    }

    @Test
    void whatIsTakenBackBeforeItIsPaidIsNotDelivered() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.tell(id, LocalBilling.refunded("r1", "KRW 0"));
        billing.tell(id, billing.captured("KRW 0"));
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REFUNDED);
        assertThat(billing.events()).containsExactly("PurchaseRequested", "PurchasePaid", "PurchaseRefunded");
        assertThat(billing.game.received()).isEmpty();
    }

    @Test
    void whatIsGivenAgainIsTheUsers() {
        PurchaseId id = completed();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 0"));
        billing.tell(id, new MarketFact.RefundReversed("r1", NOTHING));
        billing.tell(id, new MarketFact.RefundReversed("r1", NOTHING));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.purchase(id).delivery().clawback()).isFalse();
        assertThat(billing.purchases.events().getLast()).isEqualTo(new PurchaseReinstated("r1", NOTHING, NOTHING));
        assertThat(webhooks(id)).containsExactly("purchase.paid", "purchase.refunded", "purchase.reinstated");
    }

    @Test
    void aReversalToldBeforeItsRefundCancelsItOut() {
        PurchaseId id = completed();
        billing.tell(id, new MarketFact.RefundReversed("r1", NOTHING));
        billing.tell(id, LocalBilling.refunded("r1", "KRW 0"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.events()).doesNotContain("PurchaseRefunded", "PurchaseReinstated");
    }

    @Test
    void aDisputeOfItIsToldAndItsEnd() {
        PurchaseId id = completed();
        billing.tell(id, new MarketFact.ChargebackOpened("d1", NOTHING, null));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.CHARGED_BACK);
        assertThat(billing.purchases.events().getLast())
                .isEqualTo(new PurchaseChargedBack("d1", NOTHING, true, null, NOTHING));
        billing.tell(id, new MarketFact.ChargebackClosed("d1", NOTHING, true));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(webhooks(id)).containsExactly("purchase.paid", "purchase.charged_back", "purchase.reinstated");
    }

    @Test
    void aPartOfNothingOfWhatWasPaidTakesNothingBack() {
        PurchaseId id = billing.completed();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 0"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.events()).doesNotContain("PurchaseRefunded");
        assertThat(webhooks(id)).containsExactly("purchase.paid");
    }
}
