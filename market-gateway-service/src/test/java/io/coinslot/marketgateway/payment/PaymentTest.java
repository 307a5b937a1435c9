package io.coinslot.marketgateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.MoneyBack.MarketDispute;
import io.coinslot.marketgateway.payment.MoneyBack.MarketRefund;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Decision.Accepted;
import io.coinslot.servicekit.consume.Consumed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PaymentTest {
    private static final MarketAbilities FULL = new MarketAbilities(true, false, true, true, true);
    private static final Receipt RECEIPT = new Receipt(Receipt.Kind.PURCHASE_TOKEN, "token-1");
    private static final Capture CAPTURE = new Capture(
            "GPA.1",
            "com.example",
            RECEIPT,
            Money.parse("KRW 1200"),
            null,
            "KR",
            Instant.parse("2026-11-22T12:00:00Z"),
            Instant.parse("2026-11-25T12:00:00Z"),
            false);

    private static Payment requested() {
        return state(PurchaseReactions.requested(null, Orders.of(Orders.GOOGLE_PLAY, "p1"), 1, FULL));
    }

    private static Payment captured() {
        return state(MarketAnswers.captured(requested(), "r1", CAPTURE, List.of(), FULL));
    }

    private static <R> Payment state(Decision<Payment, PaymentEvent, R> decision) {
        return ((Accepted<Payment, PaymentEvent, R>) decision).state();
    }

    private static List<PaymentEvent> events(Decision<Payment, PaymentEvent, ?> decision) {
        return decision instanceof Accepted<Payment, PaymentEvent, ?> accepted ? accepted.events() : List.of();
    }

    private static MarketRefund refund(String id, String amount, boolean failed) {
        return new MarketRefund(id, null, Money.parse(amount), PaymentEvent.Initiator.MARKET, null, failed);
    }

    @Test
    void recordsAPurchaseOnce() {
        assertThat(PurchaseReactions.requested(requested(), Orders.of(Orders.GOOGLE_PLAY, "p1"), 1, FULL)
                        .result())
                .isEqualTo(Consumed.DUPLICATE);
    }

    @Test
    void readsASignedTransactionAgainThoughPaid() {
        Receipt signedAnew = new Receipt(Receipt.Kind.SIGNED_TRANSACTION, "header.payload.signature");
        var decision = PurchaseReactions.receiptSubmitted(captured(), "r2", signedAnew, 7);
        assertThat(events(decision)).isEmpty();
        assertThat(((Accepted<Payment, PaymentEvent, Consumed>) decision).startedTasks())
                .containsExactly(PaymentTasks.verify("r2", signedAnew));
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
        assertThat(PurchaseReactions.refundRequested(requested(), "refund-1", Money.parse("KRW 1"), "", 2, FULL)
                        .result())
                .isEqualTo(Consumed.NOT_YET);
    }

    @Test
    void appliesEachEventOnce() {
        Payment submitted = state(PurchaseReactions.receiptSubmitted(requested(), "r1", RECEIPT, 2));
        assertThat(PurchaseReactions.receiptSubmitted(submitted, "r1", RECEIPT, 2)
                        .result())
                .isEqualTo(Consumed.DUPLICATE);
    }

    @Test
    void capturesOnceHoweverOftenItIsTold() {
        assertThat(events(MarketAnswers.captured(captured(), "r1", CAPTURE, List.of(), FULL)))
                .isEmpty();
    }

    @Test
    void twoRefundsOfSixtyOnAHundredDoNotBothPass() {
        Payment first = state(PurchaseReactions.refundRequested(captured(), "a", Money.parse("KRW 720"), "", 2, FULL));
        Decision<Payment, PaymentEvent, Consumed> second =
                PurchaseReactions.refundRequested(first, "b", Money.parse("KRW 720"), "", 3, FULL);
        assertThat(events(second)).singleElement().isInstanceOf(PaymentEvent.PaymentRefundFailed.class);
    }

    @Test
    void countsARefundOnceAndTakesItBackOnce() {
        Payment payment = captured();
        Payment refunded = state(MarketAnswers.moneyBack(payment, List.of(refund("re_1", "KRW 500", false))));
        assertThat(refunded.kept()).isEqualTo(Money.parse("KRW 700"));
        assertThat(events(MarketAnswers.moneyBack(refunded, List.of(refund("re_1", "KRW 500", false)))))
                .isEmpty();
        Payment reversed = state(MarketAnswers.moneyBack(refunded, List.of(refund("re_1", "KRW 500", true))));
        assertThat(reversed.kept()).isEqualTo(payment.paid().amount());
        assertThat(events(MarketAnswers.moneyBack(reversed, List.of(refund("re_1", "KRW 500", true)))))
                .isEmpty();
    }

    /** No rate of exchange is guessed: it is told, an operator looks after it, and nothing is given back on top. */
    @Test
    void moneyThatMovesInAnotherCurrencyIsToldAndStopsNothingButRefunds() {
        Decision<Payment, PaymentEvent, Void> told = MarketAnswers.moneyBack(
                captured(),
                List.of(
                        refund("re_1", "EUR 0.75", false),
                        new MarketDispute("dp_1", Money.parse("EUR 0.75"), Dispute.Status.OPEN, null)));
        assertThat(events(told))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("PaymentRefunded", "ChargebackOpened");
        Payment payment = state(told);
        assertThat(payment.hasNothingLeft()).isFalse();
        assertThat(payment.refundable().isZero()).isTrue();
        assertThat(events(PurchaseReactions.refundRequested(payment, "a", Money.parse("KRW 1"), "", 2, FULL)))
                .singleElement()
                .isInstanceOf(PaymentEvent.PaymentRefundFailed.class);
        assertThat(events(MarketAnswers.moneyBack(payment, List.of(refund("re_2", "KRW 500", false)))))
                .hasSize(1);
    }

    @Test
    void aRefundThatFailedBeforeItWasKnownMovesNothing() {
        Decision<Payment, PaymentEvent, Void> decision =
                MarketAnswers.moneyBack(captured(), List.of(refund("re_1", "KRW 500", true)));
        assertThat(events(decision)).isEmpty();
        assertThat(state(decision).kept()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void aDisputeFirstHeardOfWhenItIsWonIsOpenedAndClosed() {
        Decision<Payment, PaymentEvent, Void> decision = MarketAnswers.moneyBack(
                captured(), List.of(new MarketDispute("dp_1", Money.parse("KRW 1200"), Dispute.Status.WON, null)));
        assertThat(events(decision))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("ChargebackOpened", "ChargebackClosed");
        assertThat(state(decision).hasNothingLeft()).isFalse();
    }

    @Test
    void doesNotFinishWhatHasGoneBackEntirely() {
        Payment gone = state(MarketAnswers.moneyBack(captured(), List.of(refund("o/full", "KRW 1200", false))));
        Accepted<Payment, PaymentEvent, Consumed> delivered = (Accepted<Payment, PaymentEvent, Consumed>)
                PurchaseReactions.deliveryConfirmed(gone, Instant.EPOCH, 9, FULL);
        assertThat(delivered.startedTasks()).isEmpty();
    }

    @Test
    void stillFinishesWhileARefundIsOnlyAskedFor() {
        Payment asked = state(PurchaseReactions.refundRequested(captured(), "a", Money.parse("KRW 1200"), "", 2, FULL));
        Accepted<Payment, PaymentEvent, Consumed> delivered = (Accepted<Payment, PaymentEvent, Consumed>)
                PurchaseReactions.deliveryConfirmed(asked, Instant.EPOCH, 3, FULL);
        assertThat(delivered.startedTasks()).hasSize(1);
    }

    @Test
    void receiptsAreNotPrinted() {
        assertThat(captured().toString()).doesNotContain("token-1");
    }

    @Test
    void reversesTheRefundsThatTheMarketTellsOfNoLonger() {
        Payment refunded = state(MarketAnswers.moneyBack(
                captured(), List.of(refund("r1", "KRW 600", false), refund("r2", "KRW 100", false))));
        var decision = MarketAnswers.moneyBack(refunded, List.of(new MoneyBack.OnlyInForce(List.of("r2"))));
        assertThat(events(decision))
                .containsExactly(new PaymentEvent.PaymentRefundReversed("r1", Money.parse("KRW 600")));
        assertThat(state(decision).kept()).isEqualTo(Money.parse("KRW 1100"));
        assertThat(events(MarketAnswers.moneyBack(state(decision), List.of(new MoneyBack.OnlyInForce(List.of("r2"))))))
                .isEmpty();
    }

    private static Decision<Payment, PaymentEvent, Void> readAgain(Payment payment, MoneyBack... told) {
        return SecondPayments.moneyBack(payment, List.of(told), Map.of());
    }

    @Test
    void aRefundUnderTheIdOfOneThatWasReversedIsAnotherRefund() {
        MoneyBack.OnlyInForce none = new MoneyBack.OnlyInForce(List.of());
        MoneyBack.OnlyInForce first = new MoneyBack.OnlyInForce(List.of("r1"));
        MarketRefund told = refund("r1", "KRW 600", false);
        Payment payment = state(readAgain(captured(), first, told));
        payment = state(readAgain(payment, none));

        var again = readAgain(payment, first, told);
        assertThat(events(again))
                .containsExactly(new PaymentEvent.PaymentRefunded(
                        null, "r1#2", Money.parse("KRW 600"), PaymentEvent.Initiator.MARKET, null));
        payment = state(again);
        assertThat(payment.kept()).isEqualTo(Money.parse("KRW 600"));
        assertThat(events(readAgain(payment, first, told))).isEmpty();

        var reversed = readAgain(payment, refund("r1", "KRW 600", true));
        assertThat(events(reversed))
                .containsExactly(new PaymentEvent.PaymentRefundReversed("r1#2", Money.parse("KRW 600")));
        payment = state(reversed);
        assertThat(events(readAgain(payment, first, told)))
                .extracting(event -> ((PaymentEvent.PaymentRefunded) event).marketRefundId())
                .containsExactly("r1#3");
    }

    @Test
    void ofARefundThatWasReversedOnlyTheMarketsLastWordTellsThatItIsInForceAgain() {
        MarketRefund told = refund("r1", "KRW 600", false);
        Payment reversed = state(readAgain(state(readAgain(captured(), told)), new MoneyBack.OnlyInForce(List.of())));
        assertThat(events(MarketAnswers.moneyBack(reversed, List.of(told)))).isEmpty();
        var receipt = MarketAnswers.captured(reversed, "r2", CAPTURE, List.of(told), FULL);
        assertThat(events(receipt)).isEmpty();
        assertThat(((Accepted<Payment, PaymentEvent, Void>) receipt).startedTasks())
                .containsExactly(PaymentTasks.reread());
    }

    /** A reading that was begun before would else take the refund that it still saw for another one. */
    @Test
    void anOldReceiptThatTellsOfAReversalIsReadAgain() {
        Payment refunded = state(readAgain(captured(), refund("r1", "KRW 600", false)));
        var receipt = MarketAnswers.captured(refunded, "r2", CAPTURE, List.of(refund("r1", "KRW 600", true)), FULL);
        assertThat(events(receipt)).isEmpty();
        assertThat(((Accepted<Payment, PaymentEvent, Void>) receipt).startedTasks())
                .containsExactly(PaymentTasks.reread());
    }

    @Test
    void aRefundOfOursThatTheMarketMakesAfterAllIsTheServicesWish() {
        Payment asked = state(PurchaseReactions.refundRequested(captured(), "a", Money.parse("KRW 500"), "b", 2, FULL));
        MarketRefund told =
                new MarketRefund("re_1", "a", Money.parse("KRW 500"), PaymentEvent.Initiator.SERVICE, null, false);
        Payment payment = state(readAgain(state(readAgain(asked, told)), refund("re_1", "KRW 500", true)));
        assertThat(events(readAgain(payment, told)))
                .containsExactly(new PaymentEvent.PaymentRefunded(
                        "a", "re_1#2", Money.parse("KRW 500"), PaymentEvent.Initiator.SERVICE, "b"));
    }

    @Test
    void givesNothingBackThatTheBankIsTaking() {
        Payment payment = state(MarketAnswers.moneyBack(
                captured(), List.of(new MarketDispute("dp_1", Money.parse("KRW 500"), Dispute.Status.OPEN, null))));
        assertThat(events(PurchaseReactions.refundRequested(payment, "a", Money.parse("KRW 1"), "", 2, FULL)))
                .singleElement()
                .satisfies(event -> assertThat(((PaymentEvent.PaymentRefundFailed) event).code())
                        .isEqualTo("CHARGED_BACK"));
    }

    @Test
    void finishesWhatWasDeliveredWhenItsMoneyComesAgain() {
        Payment gone = state(MarketAnswers.moneyBack(captured(), List.of(refund("r1", "KRW 1200", false))));
        Payment delivered = state(PurchaseReactions.deliveryConfirmed(gone, Instant.EPOCH, 9, FULL));
        var again = MarketAnswers.comeAgain(
                delivered, MarketAnswers.moneyBack(delivered, List.of(new MoneyBack.OnlyInForce(List.of()))), FULL);
        assertThat(events(again))
                .containsExactly(new PaymentEvent.PaymentRefundReversed("r1", Money.parse("KRW 1200")));
        assertThat(((Accepted<Payment, PaymentEvent, Void>) again).startedTasks())
                .containsExactly(PaymentTasks.finish());
    }

    @Test
    void anOldReceiptWhoseRecordWasReadBeforeARefundDoesNotEraseIt() {
        Payment refunded = state(MarketAnswers.moneyBack(captured(), List.of(refund("r1", "KRW 600", false))));
        var again =
                MarketAnswers.captured(refunded, "r2", CAPTURE, List.of(new MoneyBack.OnlyInForce(List.of())), FULL);
        assertThat(events(again)).isEmpty();
        assertThat(state(again).kept()).isEqualTo(Money.parse("KRW 600"));
        assertThat(((Accepted<Payment, PaymentEvent, Void>) again).startedTasks())
                .containsExactly(PaymentTasks.reread());
    }

    @Test
    void anOldReceiptAddsTheRefundThatIsNotKnownYet() {
        var again = MarketAnswers.captured(
                captured(),
                "r2",
                CAPTURE,
                List.of(new MoneyBack.OnlyInForce(List.of("r1")), refund("r1", "KRW 600", false)),
                FULL);
        assertThat(events(again)).singleElement().isInstanceOf(PaymentEvent.PaymentRefunded.class);
        assertThat(((Accepted<Payment, PaymentEvent, Void>) again).startedTasks())
                .isEmpty();
    }

    @Test
    void looksAtEachReceiptThatIsHintedAt() {
        var first = MarketAnswers.paidPerhaps(requested(), RECEIPT, true);
        var second = MarketAnswers.paidPerhaps(requested(), new Receipt(RECEIPT.kind(), "token-2"), true);
        assertThat(taskId(first)).isNotEqualTo(taskId(second));
        assertThat(taskId(first)).isEqualTo(taskId(MarketAnswers.paidPerhaps(requested(), RECEIPT, true)));
    }

    private static String taskId(Decision<Payment, PaymentEvent, Boolean> decision) {
        return ((Accepted<Payment, PaymentEvent, Boolean>) decision)
                .startedTasks()
                .getFirst()
                .taskId();
    }

    private static Payment asked(Payment payment, String refundId, String amount, long sequence) {
        return state(PurchaseReactions.refundRequested(payment, refundId, Money.parse(amount), "", sequence, FULL));
    }

    private static MarketRefund ours(String id, String refundId, String amount) {
        return new MarketRefund(id, refundId, Money.parse(amount), PaymentEvent.Initiator.SERVICE, null, false);
    }

    @Test
    void countsARefundThatWasTakenForFailedAndThatTheMarketHasMade() {
        Payment failed = state(MarketAnswers.refundFailed(
                asked(captured(), "a", "KRW 500", 2), "a", "INVALID_REQUEST", "so it seemed"));
        assertThat(failed.kept()).isEqualTo(Money.parse("KRW 1200"));
        var told = MarketAnswers.moneyBack(failed, List.of(ours("re_1", "a", "KRW 500")));
        assertThat(events(told)).singleElement().isInstanceOfSatisfying(PaymentEvent.PaymentRefunded.class, refund -> {
            assertThat(refund.refundId()).isEqualTo("a");
            assertThat(refund.marketRefundId()).isEqualTo("re_1");
        });
        assertThat(state(told).kept()).isEqualTo(Money.parse("KRW 700"));
        assertThat(events(MarketAnswers.moneyBack(state(told), List.of(ours("re_1", "a", "KRW 500")))))
                .isEmpty();
    }

    @Test
    void countsBothOfTwoRefundsThatTheMarketHasMadeUnderOneNameOfOurs() {
        Payment refunded = state(
                MarketAnswers.moneyBack(asked(captured(), "a", "KRW 500", 2), List.of(ours("re_1", "a", "KRW 500"))));
        var twice =
                MarketAnswers.moneyBack(refunded, List.of(ours("re_1", "a", "KRW 500"), ours("re_2", "a", "KRW 500")));
        assertThat(events(twice))
                .singleElement()
                .isInstanceOfSatisfying(
                        PaymentEvent.PaymentRefunded.class,
                        refund -> assertThat(refund.marketRefundId()).isEqualTo("re_2"));
        assertThat(state(twice).kept()).isEqualTo(Money.parse("KRW 200"));
    }
}
