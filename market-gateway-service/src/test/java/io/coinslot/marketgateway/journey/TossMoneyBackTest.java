package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.ConfirmsPayments;
import io.coinslot.marketgateway.payment.OperatorAction;
import io.coinslot.marketgateway.payment.PaymentEvent.Initiator;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentCaptured;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentParkedForOperator;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefundFailed;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.Refund;
import java.time.Duration;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TossMoneyBackTest extends TossJourney {

    private void refund(String number, String won) {
        gateway.refund(p1, p1 + "-" + number, Money.parse("KRW " + won));
    }

    private PaymentRefundFailed failure() {
        return (PaymentRefundFailed) gateway.lastEvent();
    }

    @Test
    void refundsInPartsEachOnce() {
        String paymentKey = toss.capture(p1);
        refund("1", "500");
        refund("2", "700");
        reread(p1);
        assertThat(gateway.events(PaymentRefunded.class))
                .extracting(PaymentRefunded::refundId)
                .containsExactly(p1 + "-1", p1 + "-2");
        assertThat(toss.statusOf(paymentKey)).isEqualTo("CANCELED");
        refund("3", "1");
        assertThat(failure().code()).isEqualTo("AMOUNT_NOT_REFUNDABLE");
    }

    @Test
    void twoRefundsAtOnceNeverGiveBackMoreThanWasPaid() {
        String paymentKey = toss.capture(p1);
        toss.faults("{\"errorRate\":1,\"errorStatus\":403,\"pathContains\":\"cancel\",\"limit\":2}");
        refund("1", "700");
        refund("2", "700");
        refund("3", "500");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentRefunded.class)).hasSize(2);
        assertThat(gateway.events(PaymentRefundFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.refundId()).isEqualTo(p1 + "-2"));
        assertThat(toss.refundedOf(paymentKey)).isEqualTo("1200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"timeoutAfterCommit\":1,\"pathContains\":\"cancel\",\"limit\":1,\"holdMillis\":0}",
                "{\"errorAfterCommit\":1,\"errorStatus\":400,\"pathContains\":\"cancel\",\"limit\":1}",
                "{\"errorAfterCommit\":1,\"errorStatus\":500,\"pathContains\":\"cancel\",\"limit\":1}"
            })
    void findsARefundWhoseAnswerWasLost(String faults) {
        String paymentKey = toss.capture(p1);
        toss.faults(faults);
        refund("1", "500");
        assertThat(gateway.events(PaymentRefunded.class)).isEmpty();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentRefunded.class)).hasSize(1);
        reread(p1);
        assertThat(gateway.events(PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 700"));
        assertThat(toss.refundedOf(paymentKey)).isEqualTo("500");
    }

    @Test
    void handsARefundToAnOperatorThatNoLookUpEverShows() {
        String paymentKey = toss.capture(p1);
        failsOnce("cancel", 400);
        refund("1", "500");
        for (int hour = 0; hour < 60; hour++) {
            gateway.wait(Duration.ofHours(1));
        }
        assertThat(gateway.lastEvent()).isInstanceOf(PaymentParkedForOperator.class);
        assertThat(gateway.payment(p1).refund(p1 + "-1").status()).isEqualTo(Refund.Status.REQUESTED);
        assertThat(toss.refundedOf(paymentKey)).isEqualTo("0");
    }

    @Test
    void takesACancellationAtTheConsoleForTheRefundThatWasLeftToAnOperator() {
        String paymentKey = toss.capture(p1);
        failsOnce("cancel", 400);
        refund("1", "500");
        for (int hour = 0; hour < 60; hour++) {
            gateway.wait(Duration.ofHours(1));
        }
        toss.cancelAtTheConsole(paymentKey, "500");
        reread(p1);
        assertThat(gateway.payment(p1).refund(p1 + "-1").status()).isEqualTo(Refund.Status.REFUNDED);
        gateway.wait(Duration.ofHours(2));
        assertThat(toss.refundedOf(paymentKey)).isEqualTo("500");
    }

    /** The call never got through, until an operator was told and gave the money back at the console. */
    private String givenBackAtTheConsole() {
        String paymentKey = toss.capture(p1);
        toss.faults("{\"errorRate\":1,\"errorStatus\":503,\"pathContains\":\"cancel\"}");
        refund("1", "500");
        for (int hour = 0; hour < 60; hour++) {
            gateway.wait(Duration.ofHours(1));
        }
        assertThat(gateway.payment(p1).parked("refund:" + p1 + "-1").goesOn()).isTrue();
        toss.cancelAtTheConsole(paymentKey, "500");
        toss.heal();
        return paymentKey;
    }

    private void assertGivenBackOnce(String paymentKey) {
        assertThat(toss.refundedOf(paymentKey)).isEqualTo("500");
        assertThat(gateway.events(PaymentRefunded.class))
                .extracting(PaymentRefunded::refundId)
                .containsExactly(p1 + "-1");
        assertThat(gateway.payment(p1).knownParking().calls()).isEmpty();
        assertThat(gateway.openTasks(p1)).isZero();
        assertThat(gateway.payment(p1).refundable()).isEqualTo(Money.parse("KRW 700"));
    }

    @ParameterizedTest
    @EnumSource(OperatorAction.Kind.class)
    void givesNothingBackAgainOfWhatTheOperatorGaveBackAtTheConsoleAndTookUp(OperatorAction.Kind action) {
        String paymentKey = givenBackAtTheConsole();
        gateway.takeUp(p1, action);
        gateway.wait(Duration.ofHours(2));
        assertGivenBackOnce(paymentKey);
    }

    @Test
    void givesNothingBackAgainOfWhatTheOperatorGaveBackAtTheConsole() {
        String paymentKey = givenBackAtTheConsole();
        gateway.wait(Duration.ofHours(2));
        assertGivenBackOnce(paymentKey);
    }

    @Test
    void recordsACancellationAtTheConsoleOnceItIsShownThoughTheRefundWasSettledBefore() {
        String paymentKey = toss.capture(p1);
        toss.faults("{\"errorRate\":1,\"errorStatus\":503,\"pathContains\":\"cancel\"}");
        refund("1", "500");
        for (int hour = 0; hour < 60; hour++) {
            gateway.wait(Duration.ofHours(1));
        }
        gateway.takeUp(p1, OperatorAction.Kind.SETTLE);
        toss.heal();
        toss.cancelAtTheConsole(paymentKey, "500");
        reread(p1);
        assertGivenBackOnce(paymentKey);
    }

    @Test
    void doesNotTakeACancellationAtTheConsoleForItsOwnRefund() {
        String paymentKey = toss.capture(p1);
        toss.faults("{\"errorRate\":1,\"errorStatus\":403,\"pathContains\":\"cancel\",\"limit\":1}");
        refund("1", "500");
        toss.cancelAtTheConsole(paymentKey, "500");
        reread(p1);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(toss.refundedOf(paymentKey)).isEqualTo("1000");
        assertThat(gateway.events(PaymentRefunded.class))
                .extracting(PaymentRefunded::initiator)
                .containsExactly(Initiator.MARKET, Initiator.SERVICE);
    }

    @Test
    void refundsWhateverReasonIsGiven() {
        toss.capture(p1);
        String reason = "x".repeat(123) + "\ud83d\ude00".repeat(60) + "\ud83d";
        gateway.refund(p1, p1 + "-1", Money.parse("KRW 500"), reason);
        assertThat(gateway.events(PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void failsARefundOfWhatTheConsoleHasGivenBack() {
        String paymentKey = toss.capture(p1);
        toss.cancelAtTheConsole(paymentKey, "1200");
        refund("1", "1200");
        assertThat(failure().code()).isEqualTo("ALREADY_CANCELED_PAYMENT");
        reread(p1);
        assertThat(gateway.payment(p1).hasNothingLeft()).isTrue();
    }

    @Test
    void failsARefundThatWouldNeedThePlayersAccount() {
        String paymentKey = toss.await(p1);
        toss.complete(paymentKey, "PURCHASED");
        gateway.wait(Duration.ofMinutes(1));
        refund("1", "1200");
        assertThat(failure().code()).isEqualTo("INVALID_REQUEST");
        assertThat(failure().reason()).contains("refundReceiveAccount");
    }

    @Test
    void countsACancellationAtTheConsoleOnce() {
        String paymentKey = toss.capture(p1);
        toss.cancelAtTheConsole(paymentKey, "500");
        reread(p1);
        reread(p1);
        gateway.confirmDelivery(p1);
        toss.cancelAtTheConsole(paymentKey, "700");
        reread(p1);
        assertThat(gateway.events(PaymentRefunded.class))
                .extracting(PaymentRefunded::initiator)
                .containsExactly(Initiator.MARKET, Initiator.MARKET);
        assertThat(gateway.payment(p1).hasNothingLeft()).isTrue();
    }

    private String confirmUnseen() throws Exception {
        gateway.request(Orders.of(Orders.TOSS_PAYMENTS, p1));
        String paymentKey = toss.authorise(p1);
        markets.markets()
                .find(ConfirmsPayments.class, Orders.TOSS_PAYMENTS)
                .confirm(
                        markets.link(Orders.SERVICE, Orders.TOSS_PAYMENTS),
                        Orders.of(Orders.TOSS_PAYMENTS, p1),
                        new Receipt(Receipt.Kind.PAYMENT_KEY, paymentKey));
        return paymentKey;
    }

    @Test
    void aPartThatWentBackBeforeTheCaptureWasKnownIsNotLost() throws Exception {
        String paymentKey = confirmUnseen();
        toss.cancelAtTheConsole(paymentKey, "200");
        toss.submit(p1, paymentKey);
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 1000"));
    }

    @Test
    void deliversNothingForWhatWentBackAsAWhole() throws Exception {
        String paymentKey = confirmUnseen();
        toss.cancelAtTheConsole(paymentKey, "1200");
        toss.submit(p1, paymentKey);
        assertThat(gateway.lastEvent()).isInstanceOf(PaymentCaptured.class);
        assertThat(gateway.payment(p1).hasNothingLeft()).isTrue();
    }

    @Test
    void handsADepositToAnOperatorThatTheBanksTookBack() {
        String paymentKey = toss.await(p1);
        toss.complete(paymentKey, "PURCHASED");
        gateway.wait(Duration.ofMinutes(1));
        toss.complete(paymentKey, "DEPOSIT_TAKEN_BACK");
        reread(p1);
        assertThat(((PaymentParkedForOperator) gateway.lastEvent()).reason()).contains("DEPOSIT_TAKEN_BACK");
    }
}
