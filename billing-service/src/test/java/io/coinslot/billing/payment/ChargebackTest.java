package io.coinslot.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ChargebackTest {
    private static final Money AMOUNT = Money.parse("KRW 1200");
    private static final MarketFact OPENED = new MarketFact.ChargebackOpened("d1", AMOUNT, null);
    private static final MarketFact WON = new MarketFact.ChargebackClosed("d1", AMOUNT, true);
    private static final MarketFact LOST = new MarketFact.ChargebackClosed("d1", AMOUNT, false);

    private final LocalBilling billing = new LocalBilling();

    @Test
    void aChargebackTakesTheMoneyUntilItIsWon() {
        PurchaseId id = billing.completed();
        billing.tell(id, OPENED);
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.CHARGED_BACK);
        assertThat(billing.purchase(id).delivery().clawback()).isTrue();
        billing.tell(id, WON);
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.purchase(id).delivery().clawback()).isFalse();
        assertThat(billing.events()).endsWith("PurchaseChargedBack", "PurchaseReinstated");
    }

    @Test
    void aLostChargebackStays() {
        PurchaseId id = billing.completed();
        billing.tell(id, OPENED);
        billing.tell(id, OPENED);
        billing.tell(id, LOST);
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.CHARGED_BACK);
        assertThat(billing.events()).containsOnlyOnce("PurchaseChargedBack");
    }

    @Test
    void aChargebackThatIsLostBeforeItsOpeningIsToldCountsOnce() {
        PurchaseId id = billing.completed();
        billing.tell(id, LOST);
        billing.tell(id, OPENED);
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.CHARGED_BACK);
        assertThat(billing.events()).containsOnlyOnce("PurchaseChargedBack");
    }

    @Test
    void aChargebackThatIsWonBeforeItsOpeningIsToldChangesNothing() {
        PurchaseId id = billing.completed();
        billing.tell(id, WON);
        billing.tell(id, OPENED);
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.events()).doesNotContain("PurchaseChargedBack", "PurchaseReinstated");
    }

    @Test
    void aChargebackBeforeThePaymentIsKept() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.tell(id, OPENED);
        billing.tell(id, billing.captured("KRW 1200"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.CHARGED_BACK);
        assertThat(billing.events()).containsExactly("PurchaseRequested", "PurchasePaid", "PurchaseChargedBack");
    }
}
