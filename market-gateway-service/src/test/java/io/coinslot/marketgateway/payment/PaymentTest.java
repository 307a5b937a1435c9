package io.coinslot.marketgateway.payment;

import static io.coinslot.marketgateway.Decided.events;
import static io.coinslot.marketgateway.Decided.startedTasks;
import static io.coinslot.marketgateway.Decided.state;
import static io.coinslot.marketgateway.payment.Payments.CAPTURE;
import static io.coinslot.marketgateway.payment.Payments.FULL;
import static io.coinslot.marketgateway.payment.Payments.RECEIPT;
import static io.coinslot.marketgateway.payment.Payments.asked;
import static io.coinslot.marketgateway.payment.Payments.captured;
import static io.coinslot.marketgateway.payment.Payments.refund;
import static io.coinslot.marketgateway.payment.Payments.requestRefund;
import static io.coinslot.marketgateway.payment.Payments.requested;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.consume.Consumed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a payment when the purchase moves, and when the market shows that it was paid. */
class PaymentTest {
    @Test
    void recordsAPurchaseOnce() {
        assertThat(PurchaseReactions.requested(requested(), Orders.of(Orders.GOOGLE_PLAY, "p1"), 1, FULL)
                        .result())
                .isEqualTo(Consumed.DUPLICATE);
    }

    @Test
    void saysThatAMarketIsNotThere() {
        var decision = PurchaseReactions.requested(
                null, Orders.of(new MarketId("corner-shop"), "p1"), 1, MarketAbilities.UNKNOWN);
        assertThat(events(decision)).singleElement().isInstanceOf(PaymentEvent.PaymentPreparationRefused.class);
    }

    @Test
    void waitsForThePurchaseItBelongsTo() {
        assertThat(PurchaseReactions.receiptSubmitted(null, "r1", RECEIPT, 2).result())
                .isEqualTo(Consumed.NOT_YET);
        assertThat(PurchaseReactions.deliveryConfirmed(null, Instant.EPOCH, 2, FULL)
                        .result())
                .isEqualTo(Consumed.NOT_YET);
        assertThat(requestRefund(requested(), "refund-1", "KRW 1", 2).result()).isEqualTo(Consumed.NOT_YET);
    }

    @Test
    void appliesEachEventOnce() {
        Payment submitted = state(PurchaseReactions.receiptSubmitted(requested(), "r1", RECEIPT, 2));
        assertThat(PurchaseReactions.receiptSubmitted(submitted, "r1", RECEIPT, 2)
                        .result())
                .isEqualTo(Consumed.DUPLICATE);
    }

    @Test
    void readsASignedTransactionAgainThoughPaid() {
        Receipt signedAnew = new Receipt(Receipt.Kind.SIGNED_TRANSACTION, "header.payload.signature");
        var decision = PurchaseReactions.receiptSubmitted(captured(), "r2", signedAnew, 7);
        assertThat(events(decision)).isEmpty();
        assertThat(startedTasks(decision)).containsExactly(PaymentTasks.verify("r2", signedAnew));
    }

    @Test
    void looksAtEachReceiptThatIsHintedAt() {
        var first = MarketAnswers.paidPerhaps(requested(), RECEIPT, true);
        var second = MarketAnswers.paidPerhaps(requested(), new Receipt(RECEIPT.kind(), "token-2"), true);
        assertThat(taskId(first)).isNotEqualTo(taskId(second));
        assertThat(taskId(first)).isEqualTo(taskId(MarketAnswers.paidPerhaps(requested(), RECEIPT, true)));
    }

    private static String taskId(Decision<Payment, PaymentEvent, Boolean> decision) {
        return startedTasks(decision).getFirst().taskId();
    }

    @Test
    void capturesOnceHoweverOftenItIsTold() {
        assertThat(events(MarketAnswers.captured(captured(), "r1", CAPTURE, List.of(), FULL)))
                .isEmpty();
    }

    @Test
    void doesNotFinishWhatHasGoneBackEntirely() {
        Payment gone = state(MarketAnswers.moneyBack(captured(), List.of(refund("o/full", "KRW 1200", false))));
        var delivered = PurchaseReactions.deliveryConfirmed(gone, Instant.EPOCH, 9, FULL);
        assertThat(startedTasks(delivered)).isEmpty();
    }

    @Test
    void stillFinishesWhileARefundIsOnlyAskedFor() {
        Payment asked = asked(captured(), "a", "KRW 1200", 2);
        var delivered = PurchaseReactions.deliveryConfirmed(asked, Instant.EPOCH, 3, FULL);
        assertThat(startedTasks(delivered)).hasSize(1);
    }

    @Test
    void receiptsAreNotPrinted() {
        assertThat(captured().toString()).doesNotContain("token-1");
    }
}
