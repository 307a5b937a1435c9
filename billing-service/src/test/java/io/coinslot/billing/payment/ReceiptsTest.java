package io.coinslot.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import java.time.Duration;
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

    private PurchaseId refused(String code) {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        tellRefused(id, code);
        return id;
    }

    private void tellRefused(PurchaseId id, String code) {
        var taken = (Receipts.Taken) billing.submit(id, "token");
        billing.tell(id, new MarketFact.ReceiptRefused(taken.receipt().receiptId(), code, "refused"));
    }

    private long submissions() {
        return billing.events().stream().filter("ReceiptSubmitted"::equals).count();
    }

    @Test
    void aRefusedReceiptIsAskedAboutAgainAndPays() {
        PurchaseId id = refused("NO_SUCH_DATA");
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REQUESTED);
        billing.clock.advance(Duration.ofMinutes(1));

        var again = (Receipts.Taken) billing.submit(id, "token");
        assertThat(again.receipt().refusal()).isNull();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.VERIFYING);
        assertThat(submissions()).isEqualTo(2);
        billing.tell(id, billing.captured("KRW 1200"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.PAID);
    }

    @Test
    void aReceiptWhosePurchaseHasExpiredIsAskedAboutAgainToo() {
        PurchaseId id = refused("NO_SUCH_DATA");
        billing.clock.advance(Duration.ofHours(1));
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.EXPIRED);
        billing.submit(id, "token");
        assertThat(submissions()).isEqualTo(2);
        billing.tell(id, billing.captured("KRW 1200"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.PAID);
    }

    @Test
    void aReceiptThatTheMarketCouldNotBeAskedAboutIsAskedAboutAgain() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        var taken = (Receipts.Taken) billing.submit(id, "token");
        billing.clock.advance(Duration.ofDays(2));
        billing.submit(id, "token");
        assertThat(submissions()).isEqualTo(1);
        billing.tell(id, new MarketFact.ParkedForOperator("VERIFY", "the market is ill"));
        billing.submit(id, "token");
        billing.submit(id, "token");
        assertThat(submissions()).as("once a minute").isEqualTo(2);
        billing.tell(id, new MarketFact.ReceiptRefused(taken.receipt().receiptId(), "NO_SUCH_DATA", "refused"));
        assertThat(billing.purchase(id).parked()).isNull();
    }

    @Test
    void aRefusedReceiptIsAskedAboutOnceAMinute() {
        PurchaseId id = refused("NO_SUCH_DATA");
        billing.clock.advance(Duration.ofSeconds(59));
        var known = (Receipts.Taken) billing.submit(id, "token");
        assertThat(known.receipt().refusal()).isEqualTo("NO_SUCH_DATA");
        billing.clock.advance(Duration.ofSeconds(1));
        tellRefused(id, "NO_SUCH_DATA");
        var soon = (Receipts.Taken) billing.submit(id, "token");
        assertThat(soon.receipt().refusal()).isEqualTo("NO_SUCH_DATA");
        assertThat(submissions()).isEqualTo(2);
    }

    @Test
    void aPurchasesRefusedReceiptsAreAskedAboutTwentyTimesMore() {
        PurchaseId id = refused("NO_SUCH_DATA");
        for (int time = 0; time < 20; time++) {
            billing.clock.advance(Duration.ofMinutes(1));
            tellRefused(id, "NO_SUCH_DATA");
        }
        billing.clock.advance(Duration.ofDays(1));
        var known = (Receipts.Taken) billing.submit(id, "token");
        assertThat(known.receipt().refusal()).isEqualTo("NO_SUCH_DATA");
        assertThat(submissions()).isEqualTo(21);
    }

    @Test
    void aReceiptThatIsNotAnsweredYetIsNotAskedAboutAgain() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.submit(id, "token");
        billing.clock.advance(Duration.ofHours(1));
        billing.submit(id, "token");
        assertThat(submissions()).isEqualTo(1);
    }

    @Test
    void aReceiptThatAPaidPurchaseWasBroughtInVainStaysRefused() {
        PurchaseId id = billing.paid();
        var other = (Receipts.Taken) billing.submit(id, "other");
        billing.tell(
                id,
                new MarketFact.ReceiptRefused(
                        other.receipt().receiptId(), "PURCHASE_ALREADY_PAID", "another has paid"));
        billing.clock.advance(Duration.ofHours(1));
        var known = (Receipts.Taken) billing.submit(id, "other");
        assertThat(known.receipt().refusal()).isEqualTo("PURCHASE_ALREADY_PAID");
        assertThat(submissions()).isEqualTo(2);
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
