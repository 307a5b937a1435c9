package io.coinslot.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseChargedBack;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseReinstated;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.refund.ChargebackResource;
import io.coinslot.billing.refund.RefundRequests;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** A dispute of KRW 1200, of which 500 come back. */
class DisputeWonInPartTest {
    private static final Money ALL = Money.parse("KRW 1200");
    private static final Money PART = Money.parse("KRW 500");
    private static final Money REST = Money.parse("KRW 700");

    private final LocalBilling billing = new LocalBilling();
    private final PurchaseId id = billing.completed();

    private void wonInPart() {
        billing.tell(id, new MarketFact.ChargebackOpened("d1", ALL, "fraudulent", 1));
        billing.tell(id, new MarketFact.ChargebackClosed("d1", PART, true, 2));
    }

    @Test
    void theRestIsLostAndOwed() {
        wonInPart();
        Purchase purchase = billing.purchase(id);
        assertThat(purchase.status()).isEqualTo(PurchaseStatus.CHARGED_BACK);
        assertThat(purchase.debt()).isEqualTo(REST);
        assertThat(billing.purchases.events().getLast()).isEqualTo(new PurchaseReinstated("d1", PART, REST));
        ChargebackResource shown =
                ChargebackResource.of(purchase.repayment().dispute("d1").orElseThrow());
        assertThat(shown.amount().amount()).isEqualTo("1200");
        assertThat(shown.won().amount()).isEqualTo("500");
    }

    @Test
    void whatCameBackCanBeRefundedAndNoMore() {
        wonInPart();
        assertThat(billing.purchase(id).refundable()).isEqualTo(PART);
        assertThat(billing.refund(id, "ref_1", ALL)).isEqualTo(new RefundRequests.Exceeding(PART));
        assertThat(billing.refund(id, "ref_2", PART)).isInstanceOf(RefundRequests.Accepted.class);
    }

    @Test
    void openedAgainItTakesWhatHadComeBack() {
        wonInPart();
        billing.tell(id, new MarketFact.ChargebackOpened("d1", ALL, "fraudulent", 3));
        assertThat(billing.purchase(id).debt()).isEqualTo(ALL);
        assertThat(billing.purchases.events().getLast())
                .isEqualTo(new PurchaseChargedBack("d1", PART, true, "fraudulent", ALL));
        billing.tell(id, new MarketFact.ChargebackClosed("d1", ALL, true, 4));
        assertThat(billing.purchase(id).debt()).isEqualTo(Money.parse("KRW 0"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
    }
}
