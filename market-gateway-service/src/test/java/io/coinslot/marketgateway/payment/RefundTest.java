package io.coinslot.marketgateway.payment;

import static io.coinslot.marketgateway.Decided.events;
import static io.coinslot.marketgateway.Decided.state;
import static io.coinslot.marketgateway.payment.Payments.asked;
import static io.coinslot.marketgateway.payment.Payments.captured;
import static io.coinslot.marketgateway.payment.Payments.ours;
import static io.coinslot.marketgateway.payment.Payments.refund;
import static io.coinslot.marketgateway.payment.Payments.requestRefund;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.payment.MoneyBack.MarketDispute;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.consume.Consumed;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Refunds that the service asks for and those that the market tells of: each counts once. */
class RefundTest {
    @Test
    void twoRefundsOfSixtyOnAHundredDoNotBothPass() {
        Payment first = asked(captured(), "a", "KRW 720", 2);
        Decision<Payment, PaymentEvent, Consumed> second = requestRefund(first, "b", "KRW 720", 3);
        assertThat(events(second)).singleElement().isInstanceOf(PaymentEvent.PaymentRefundFailed.class);
    }

    @Test
    void whatTheMarketToldOfBeforeItsRequestIsReadIsAskedForNoMore() {
        Payment told = state(MarketAnswers.moneyBack(captured(), List.of(ours("re_1", "a", "KRW 500"))));
        Decision<Payment, PaymentEvent, Consumed> asked = requestRefund(told, "a", "KRW 500", 2);
        assertThat(asked).isInstanceOf(Decision.Unchanged.class);
        assertThat(asked.result()).isEqualTo(Consumed.DUPLICATE);
    }

    @Test
    void takesUpAnotherRefundThatARestoredDatabaseNumbersAsOneBefore() {
        Payment first = asked(captured(), "a", "KRW 500", 2);
        assertThat(requestRefund(first, "a", "KRW 500", 2).result()).isEqualTo(Consumed.DUPLICATE);
        assertThat(requestRefund(first, "b", "KRW 500", 2).result()).isEqualTo(Consumed.APPLIED);
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

    @Test
    void aRefundThatFailedBeforeItWasKnownMovesNothing() {
        Decision<Payment, PaymentEvent, Void> decision =
                MarketAnswers.moneyBack(captured(), List.of(refund("re_1", "KRW 500", true)));
        assertThat(events(decision)).isEmpty();
        assertThat(state(decision).kept()).isEqualTo(Money.parse("KRW 1200"));
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
        assertThat(events(requestRefund(payment, "a", "KRW 1", 2)))
                .singleElement()
                .isInstanceOf(PaymentEvent.PaymentRefundFailed.class);
        assertThat(events(MarketAnswers.moneyBack(payment, List.of(refund("re_2", "KRW 500", false)))))
                .hasSize(1);
    }

    @Test
    void givesNothingBackThatTheBankIsTaking() {
        Payment payment = state(MarketAnswers.moneyBack(
                captured(), List.of(new MarketDispute("dp_1", Money.parse("KRW 500"), Dispute.Status.OPEN, null))));
        assertThat(events(requestRefund(payment, "a", "KRW 1", 2)))
                .singleElement()
                .satisfies(event -> assertThat(((PaymentEvent.PaymentRefundFailed) event).code())
                        .isEqualTo("CHARGED_BACK"));
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
}
