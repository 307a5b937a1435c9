package io.coinslot.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private final LocalBilling billing = new LocalBilling();

    @Test
    void theSameReceiptIsSubmittedOnce() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.submit(id, "token");
        billing.submit(id, "token");
        assertThat(billing.purchases.events().stream().filter(PurchaseEvent.ReceiptSubmitted.class::isInstance))
                .hasSize(1);
    }

    @Test
    void aReceiptThatIsRefusedLetsThePlayerTryAgain() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        var taken = (Receipts.Taken) billing.submit(id, "bad");
        billing.tell(
                id, new MarketFact.ReceiptRefused(taken.receipt().receiptId(), "PRODUCT_MISMATCH", "another product"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REQUESTED);
        billing.submit(id, "good");
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.VERIFYING);
    }

    @Test
    void aRefusedReceiptDoesNotHideAnotherThatIsStillOpen() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        var first = (Receipts.Taken) billing.submit(id, "one");
        billing.submit(id, "two");
        billing.tell(id, new MarketFact.ReceiptRefused(first.receipt().receiptId(), "NOT_FOUND", "unknown"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.VERIFYING);
    }

    @Test
    void aPaidPurchaseStaysPaidWhileTheMarketIsAskedAboutAnotherReceipt() {
        PurchaseId id = billing.paid();
        assertThat(billing.submit(id, "other")).isInstanceOf(Receipts.Taken.class);
        assertThat(billing.purchases.events().getLast()).isInstanceOf(PurchaseEvent.ReceiptSubmitted.class);
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.PAID);
        assertThat(billing.submit(id, "token-1")).isInstanceOf(Receipts.Taken.class);
    }

    @Test
    void theTransactionThatPaidIsNoOtherReceipt() {
        PurchaseId id = billing.paid();
        String transactionId = billing.purchase(id).payment().capture().transactionId();
        int before = billing.events().size();
        assertThat(billing.submit(id, transactionId)).isInstanceOf(Receipts.PaidAlready.class);
        assertThat(billing.events()).hasSize(before);
    }
}
