package io.coinslot.marketgateway.payment;

import static io.coinslot.marketgateway.Decided.events;
import static io.coinslot.marketgateway.Decided.startedTasks;
import static io.coinslot.marketgateway.Decided.state;
import static io.coinslot.marketgateway.payment.Payments.CAPTURE;
import static io.coinslot.marketgateway.payment.Payments.FULL;
import static io.coinslot.marketgateway.payment.Payments.captured;
import static io.coinslot.marketgateway.payment.Payments.ours;
import static io.coinslot.marketgateway.payment.Payments.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.payment.MoneyBack.MarketRefund;
import io.coinslot.servicekit.aggregate.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Refunds that are reversed and made again: the market's last word holds, and an old receipt is none. */
class RefundTurnsTest {
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
        assertThat(startedTasks(receipt)).containsExactly(PaymentTasks.reread());
    }

    /** A reading that was begun before would else take the refund that it still saw for another one. */
    @Test
    void anOldReceiptThatTellsOfAReversalIsReadAgain() {
        Payment refunded = state(readAgain(captured(), refund("r1", "KRW 600", false)));
        var receipt = MarketAnswers.captured(refunded, "r2", CAPTURE, List.of(refund("r1", "KRW 600", true)), FULL);
        assertThat(events(receipt)).isEmpty();
        assertThat(startedTasks(receipt)).containsExactly(PaymentTasks.reread());
    }

    @Test
    void anOldReceiptWhoseRecordWasReadBeforeARefundDoesNotEraseIt() {
        Payment refunded = state(MarketAnswers.moneyBack(captured(), List.of(refund("r1", "KRW 600", false))));
        var again =
                MarketAnswers.captured(refunded, "r2", CAPTURE, List.of(new MoneyBack.OnlyInForce(List.of())), FULL);
        assertThat(events(again)).isEmpty();
        assertThat(state(again).kept()).isEqualTo(Money.parse("KRW 600"));
        assertThat(startedTasks(again)).containsExactly(PaymentTasks.reread());
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
        assertThat(startedTasks(again)).isEmpty();
    }

    @Test
    void aRefundOfOursThatTheMarketMakesAfterAllIsTheServicesWish() {
        Payment asked = Payments.asked(captured(), "a", "KRW 500", 2);
        MarketRefund told = ours("re_1", "a", "KRW 500");
        Payment payment = state(readAgain(state(readAgain(asked, told)), refund("re_1", "KRW 500", true)));
        assertThat(events(readAgain(payment, told)))
                .containsExactly(new PaymentEvent.PaymentRefunded(
                        "a", "re_1#2", Money.parse("KRW 500"), PaymentEvent.Initiator.SERVICE, "b"));
    }

    @Test
    void finishesWhatWasDeliveredWhenItsMoneyComesAgain() {
        Payment gone = state(MarketAnswers.moneyBack(captured(), List.of(refund("r1", "KRW 1200", false))));
        Payment delivered = state(PurchaseReactions.deliveryConfirmed(gone, Instant.EPOCH, 9, FULL));
        var again = MarketAnswers.comeAgain(
                delivered, MarketAnswers.moneyBack(delivered, List.of(new MoneyBack.OnlyInForce(List.of()))), FULL);
        assertThat(events(again))
                .containsExactly(new PaymentEvent.PaymentRefundReversed("r1", Money.parse("KRW 1200")));
        assertThat(startedTasks(again)).containsExactly(PaymentTasks.finish());
    }

    private static Decision<Payment, PaymentEvent, Void> readAgain(Payment payment, MoneyBack... told) {
        return SecondPayments.moneyBack(payment, List.of(told), Map.of());
    }
}
