package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.ConfirmsPayments;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentCaptured;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentDeclined;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentOutcomeUnknown;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A confirmation that fails, is not answered, or is overtaken by the end of its purchase. */
class TossConfirmationTest extends TossJourney {
    @ParameterizedTest
    @ValueSource(ints = {403, 409, 429, 503})
    void comesBackLaterWhenTossIsBusyOrIll(int status) {
        String paymentKey = authorised();
        failsOnce("confirm", status);
        toss.submit(p1, paymentKey);
        assertThat(gateway.payment(p1).isPaid()).isFalse();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void findsThatItPaidBehindAnError(int status) {
        String paymentKey = authorised();
        toss.faults("{\"errorAfterCommit\":1,\"errorStatus\":" + status + ",\"pathContains\":\"confirm\",\"limit\":1}");
        toss.submit(p1, paymentKey);
        assertThat(gateway.events(PaymentOutcomeUnknown.class)).hasSize(1);
        assertThat(gateway.events(PaymentDeclined.class)).isEmpty();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void waitsUntilAnErrorThatDidNothingIsKnownToBeOne(int status) {
        String paymentKey = authorised();
        failsOnce("confirm", status);
        toss.submit(p1, paymentKey);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment(p1).isPaid()).isFalse();
        assertThat(gateway.events(ReceiptRefused.class)).isEmpty();
        toss.timePasses("PT11M");
        gateway.wait(Duration.ofMinutes(11));
        assertThat(refusal().code()).isEqualTo("EXPIRED");
        toss.submit(p1, toss.authorise(p1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    /** As Toss Payments' reference has it: what is not confirmed is not shown, before its time is over and after. */
    @Test
    void letsGoOfWhatWasNotConfirmedInTimeAndIsNeverShown() {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1, "1200", ",\"hidden\":true");
        failsOnce("confirm", 400);
        toss.submit(p1, paymentKey);
        minutesPass(10);
        assertThat(gateway.events(ReceiptRefused.class)).isEmpty();
        minutesPass(10);
        assertThat(refusal().code()).isEqualTo("EXPIRED");
        assertThat(gateway.openTasks(p1)).isZero();
        toss.submit(p1, toss.authorise(p1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void findsThatAHiddenPaymentWasConfirmedBehindAnError() {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1, "1200", ",\"hidden\":true");
        toss.faults("{\"errorAfterCommit\":1,\"errorStatus\":400,\"pathContains\":\"confirm\",\"limit\":1}");
        toss.submit(p1, paymentKey);
        minutesPass(1);
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    private void minutesPass(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            toss.timePasses("PT1M");
            gateway.wait(Duration.ofMinutes(1));
        }
    }

    @Test
    void looksUpAConfirmationWhoseAnswerWasLost() {
        String paymentKey = authorised();
        toss.faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"confirm\",\"limit\":1,\"holdMillis\":0}");
        toss.submit(p1, paymentKey);
        assertThat(gateway.events(PaymentOutcomeUnknown.class)).hasSize(1);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void findsWhatAProcessConfirmedThatDiedBeforeItWrote() throws Exception {
        String paymentKey = authorised();
        markets.markets()
                .find(ConfirmsPayments.class, Orders.TOSS_PAYMENTS)
                .confirm(
                        markets.link(Orders.SERVICE, Orders.TOSS_PAYMENTS),
                        order(p1),
                        new Receipt(Receipt.Kind.PAYMENT_KEY, paymentKey));
        toss.submit(p1, paymentKey);
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void confirmsWhatTossShowsOnlyAfterwards() {
        String paymentKey = authorised();
        failsOnce(paymentKey, 404);
        toss.submit(p1, paymentKey);
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void takesTheMoneyOfOneOfTwoAuthorisedPayments() {
        String first = authorised();
        String second = toss.authorise(p1);
        failsOnce("confirm", 503);
        toss.submit(p1, first);
        toss.submit(p1, second);
        assertThat(refusal().code()).isEqualTo("CONFIRMATION_IN_PROGRESS");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        toss.submit(p1, second);
        assertThat(toss.statusOf(first)).isEqualTo("DONE");
        assertThat(toss.statusOf(second)).isEqualTo("IN_PROGRESS");
    }

    @Test
    void takesNoMoneyForAPurchaseThatIsOver() {
        String paymentKey = authorised();
        gateway.close(p1);
        toss.submit(p1, paymentKey);
        assertThat(refusal().code()).isEqualTo("PURCHASE_CLOSED");
        assertThat(toss.statusOf(paymentKey)).isEqualTo("IN_PROGRESS");
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void doesNotSendAConfirmationAgainWhenThePurchaseEndedMeanwhile() {
        String paymentKey = authorised();
        failsOnce("confirm", 503);
        toss.submit(p1, paymentKey);
        gateway.close(p1);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(toss.statusOf(paymentKey)).isEqualTo("IN_PROGRESS");
        toss.timePasses("PT11M");
        gateway.wait(Duration.ofMinutes(11));
        assertThat(refusal().code()).isEqualTo("EXPIRED");
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void capturesWhatWasConfirmedWhileThePurchaseEnded() {
        String paymentKey = authorised();
        toss.faults("{\"errorAfterCommit\":1,\"errorStatus\":400,\"pathContains\":\"confirm\",\"limit\":1}");
        toss.submit(p1, paymentKey);
        gateway.close(p1);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }
}
