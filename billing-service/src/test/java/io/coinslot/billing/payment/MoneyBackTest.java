package io.coinslot.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseRefunded;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseResource;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.Webhook;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

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
    void aRefundBeforeTheGrantCancelsTheDelivery() {
        billing.game.answers(503, "");
        PurchaseId id = billing.paid();
        billing.runTasks();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        assertThat(billing.purchase(id).delivery().status()).isEqualTo(DeliveryStatus.CANCELLED);
        assertThat(billing.purchase(id).delivery().clawback()).isFalse();

        billing.game.answers(200, "{\"delivered\":true}");
        billing.clock.advance(java.time.Duration.ofMinutes(1));
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
    void aReversalToldBeforeItsRefundCancelsItOut() {
        PurchaseId id = billing.completed();
        billing.tell(id, new MarketFact.RefundReversed("r1", Money.parse("KRW 1200")));
        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.events()).doesNotContain("PurchaseRefunded", "PurchaseReinstated");
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
    void aReversalBeforeTheGrantHasItDeliveredAfterAll() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        billing.tell(id, billing.captured("KRW 1200"));
        billing.tell(id, new MarketFact.RefundReversed("r1", Money.parse("KRW 1200")));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.PAID);
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.DELIVERED);
    }

    @Test
    void aChargebackTakesTheMoneyUntilItIsWon() {
        PurchaseId id = billing.completed();
        Money amount = Money.parse("KRW 1200");
        billing.tell(id, new MarketFact.ChargebackOpened("d1", amount, null));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.CHARGED_BACK);
        assertThat(billing.purchase(id).delivery().clawback()).isTrue();
        billing.tell(id, new MarketFact.ChargebackClosed("d1", amount, true));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.purchase(id).delivery().clawback()).isFalse();
        assertThat(billing.events()).endsWith("PurchaseChargedBack", "PurchaseReinstated");
    }

    @Test
    void aLostChargebackStays() {
        PurchaseId id = billing.completed();
        Money amount = Money.parse("KRW 1200");
        billing.tell(id, new MarketFact.ChargebackOpened("d1", amount, null));
        billing.tell(id, new MarketFact.ChargebackOpened("d1", amount, null));
        billing.tell(id, new MarketFact.ChargebackClosed("d1", amount, false));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.CHARGED_BACK);
        assertThat(billing.events()).containsOnlyOnce("PurchaseChargedBack");
    }

    @Test
    void aChargebackThatIsLostBeforeItsOpeningIsToldCountsOnce() {
        PurchaseId id = billing.completed();
        Money amount = Money.parse("KRW 1200");
        billing.tell(id, new MarketFact.ChargebackClosed("d1", amount, false));
        billing.tell(id, new MarketFact.ChargebackOpened("d1", amount, null));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.CHARGED_BACK);
        assertThat(billing.events()).containsOnlyOnce("PurchaseChargedBack");
    }

    @Test
    void aChargebackThatIsWonBeforeItsOpeningIsToldChangesNothing() {
        PurchaseId id = billing.completed();
        Money amount = Money.parse("KRW 1200");
        billing.tell(id, new MarketFact.ChargebackClosed("d1", amount, true));
        billing.tell(id, new MarketFact.ChargebackOpened("d1", amount, null));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.events()).doesNotContain("PurchaseChargedBack", "PurchaseReinstated");
    }

    @Test
    void aChargebackBeforeThePaymentIsKept() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.tell(id, new MarketFact.ChargebackOpened("d1", Money.parse("KRW 1200"), null));
        billing.tell(id, billing.captured("KRW 1200"));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.CHARGED_BACK);
        assertThat(billing.events()).containsExactly("PurchaseRequested", "PurchasePaid", "PurchaseChargedBack");
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

    @Test
    void theSamePaymentToldAgainIsNoSecondOne() {
        PurchaseId id = billing.completed();
        billing.tell(id, billing.captured("KRW 1200"));
        assertThat(billing.purchase(id).payment().excess()).isEmpty();
        assertThat(billing.events()).doesNotContain("PurchasePaidAgain");
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
    void theSameReceiptIsSubmittedOnce() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.submit(id, "token");
        billing.submit(id, "token");
        assertThat(billing.purchases.events().stream().filter(PurchaseEvent.ReceiptSubmitted.class::isInstance))
                .hasSize(1);
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

    @Test
    void aSecondPaymentIsShownAsReturnedOnceItIs() {
        PurchaseId id = billing.completed();
        billing.tell(id, billing.captured("GPA.other", "KRW 1200"));
        billing.tell(id, new MarketFact.ParkedForOperator("SECOND_PAYMENT", "GPA.other is not given back"));
        assertThat(PurchaseResource.of(billing.purchase(id), null).payment().parked())
                .isEqualTo("SECOND_PAYMENT: GPA.other is not given back");
        billing.tell(id, new MarketFact.SecondPaymentReturned("GPA.other"));
        Purchase purchase = billing.purchase(id);
        assertThat(purchase.payment().parked()).isNull();
        assertThat(purchase.payment().isReturned(purchase.payment().excess().getFirst()))
                .isTrue();
        assertThat(purchase.refunded().isZero()).isTrue();
        assertThat(purchase.status()).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.events()).endsWith("PurchasePaidAgain");

        billing.tell(id, new MarketFact.SecondPaymentKept("GPA.other", "REVERSED"));
        assertThat(billing.purchase(id)
                        .payment()
                        .isReturned(purchase.payment().excess().getFirst()))
                .isFalse();
    }

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
}
