package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.market.ReceivesNotifications.Forged;
import io.coinslot.marketgateway.notification.UnsignedGate.Admission;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentCaptured;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentDeclined;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.PaymentStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TossNotificationTest extends TossJourney {
    private int messages;

    private String told(String paymentKey, String status) {
        return """
            {"eventType":"PAYMENT_STATUS_CHANGED","createdAt":"2026-11-26T12:00:00.%06d",
             "data":{"mId":"%s","paymentKey":"%s","orderId":"%s","status":"%s"}}\
            """.formatted(++messages, merchantId(), paymentKey, p1, status);
    }

    private String deposit(String status) {
        return """
            {"createdAt":"2026-11-26T12:00:00.%06d","secret":"ps_1","status":"%s","transactionKey":"t","orderId":"%s"}\
            """.formatted(++messages, status, p1);
    }

    private static String merchantId() {
        return markets.link(Orders.SERVICE, Orders.TOSS_PAYMENTS).setting("merchantId");
    }

    private Admission arrived(String body) {
        return gateway.arrived(Orders.TOSS_PAYMENTS, body);
    }

    @Test
    void aConfirmationRacingWithItsWebhookCapturesOnce() {
        gateway.request(Orders.of(Orders.TOSS_PAYMENTS, p1));
        String paymentKey = toss.authorise(p1);
        toss.faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"confirm\",\"limit\":1,\"holdMillis\":0}");
        toss.submit(p1, paymentKey);
        assertThat(arrived(told(paymentKey, "DONE"))).isEqualTo(Admission.TAKEN);
        assertThat(gateway.payment(p1).isPaid()).isTrue();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void nothingThatNobodySignedTakesMoney() {
        gateway.request(Orders.of(Orders.TOSS_PAYMENTS, p1));
        String paymentKey = toss.authorise(p1);
        assertThat(arrived(told(paymentKey, "IN_PROGRESS"))).isEqualTo(Admission.FORGOTTEN);
        assertThat(arrived(told(paymentKey, "DONE"))).isEqualTo(Admission.TAKEN);
        assertThat(arrived(told("somebody-elses-key", "DONE"))).isEqualTo(Admission.TAKEN);
        assertThat(toss.statusOf(paymentKey)).isEqualTo("IN_PROGRESS");
        assertThat(gateway.payment(p1).isPaid()).isFalse();
        toss.submit(p1, paymentKey);
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void nothingThatNobodySignedRefundsOrDeclines() {
        String paymentKey = toss.await(p1);
        arrived(told(paymentKey, "EXPIRED"));
        arrived(deposit("DONE"));
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.PENDING);
        toss.complete(paymentKey, "PURCHASED");
        arrived(deposit("DONE"));
        arrived(told(paymentKey, "CANCELED"));
        arrived(told(paymentKey, "WAITING_FOR_DEPOSIT"));
        assertThat(gateway.events()).hasSize(3);
        assertThat(gateway.events(PaymentRefunded.class)).isEmpty();
    }

    @Test
    void capturesADepositAsSoonAsItIsTold() {
        String paymentKey = toss.await(p1);
        toss.complete(paymentKey, "PURCHASED");
        arrived(deposit("DONE"));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void declinesADepositThatIsToldNotToCome() {
        String paymentKey = toss.await(p1);
        toss.complete(paymentKey, "EXPIRED");
        arrived(deposit("EXPIRED"));
        assertThat(gateway.events(PaymentDeclined.class)).hasSize(1);
    }

    @Test
    void declinesAnAccountThatTheConsoleCalledOff() {
        String paymentKey = toss.await(p1);
        toss.cancelAtTheConsole(paymentKey, "1200");
        arrived(told(paymentKey, "CANCELED"));
        assertThat(gateway.events(PaymentDeclined.class)).hasSize(1);
    }

    @Test
    void countsACancellationOnceHoweverOftenAndLateItIsTold() {
        String paymentKey = toss.capture(p1);
        toss.cancelAtTheConsole(paymentKey, "500");
        String body = told(paymentKey, "PARTIAL_CANCELED");
        arrived(body);
        arrived(body);
        gateway.confirmDelivery(p1);
        arrived(told(paymentKey, "PARTIAL_CANCELED"));
        arrived(told(paymentKey, "DONE"));
        assertThat(gateway.events(PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void forgetsWhatIsAboutNoPaymentOfTheService() {
        assertThat(arrived(told("key", "DONE"))).isEqualTo(Admission.FORGOTTEN);
        gateway.request(Orders.of(Orders.STRIPE, p1));
        assertThat(arrived(told("key", "DONE"))).isEqualTo(Admission.FORGOTTEN);
        assertThat(arrived("{\"eventType\":\"BILLING_DELETED\",\"data\":{}}")).isEqualTo(Admission.FORGOTTEN);
        assertThat(arrived("{\"eventType\":\"CANCEL_STATUS_CHANGED\",\"data\":{\"paymentKey\":\"k\"}}"))
                .isEqualTo(Admission.FORGOTTEN);
    }

    @Test
    void keepsAFewAnHourOfWhatItDoesNotUnderstand() {
        for (int number = 0; number < 10; number++) {
            assertThat(arrived("{ not JSON " + number)).isEqualTo(Admission.TAKEN);
        }
        assertThat(arrived("{\"eventType\":\"marvel.created\"}")).isEqualTo(Admission.TOO_MANY);
        gateway.wait(Duration.ofHours(1));
        assertThat(arrived("{\"eventType\":\"marvel.created\"}")).isEqualTo(Admission.TAKEN);
        assertThat(arrived("{" + " ".repeat(40_000))).isEqualTo(Admission.TOO_LARGE);
    }

    @Test
    void looksAtAPaymentSoManyTimesAMinute() {
        String paymentKey = toss.capture(p1);
        for (int number = 0; number < 20; number++) {
            assertThat(arrived(told(paymentKey, "CANCELED"))).isEqualTo(Admission.TAKEN);
        }
        assertThat(arrived(told(paymentKey, "CANCELED"))).isEqualTo(Admission.TOO_MANY);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(arrived(told(paymentKey, "CANCELED"))).isEqualTo(Admission.TAKEN);
    }

    @Test
    void takesInTheCancellationsAndDepositsThatNobodyTold() {
        String paymentKey = toss.capture(p1);
        gateway.sweep();
        assertThat(gateway.events(PaymentRefunded.class)).isEmpty();
        toss.cancelAtTheConsole(paymentKey, "500");
        gateway.wait(LocalGateway.SWEEP_INTERVAL);
        gateway.wait(LocalGateway.SWEEP_INTERVAL);
        assertThat(gateway.events(PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void refusesWhatNamesAnotherMerchant() {
        String body = "{\"eventType\":\"PAYMENT_STATUS_CHANGED\",\"data\":{\"mId\":\"another\"}}";
        assertThatThrownBy(() -> arrived(body)).hasCauseInstanceOf(Forged.class);
    }

    @Test
    void refusesAPayoutThatIsNotSigned() {
        ReceivesNotifications receiving = markets.markets().find(ReceivesNotifications.class, Orders.TOSS_PAYMENTS);
        List<MarketLink> links = List.of(markets.link(Orders.SERVICE, Orders.TOSS_PAYMENTS));
        assertThat(receiving.read(links.getFirst(), "{\"eventType\":\"payout.changed\"}".getBytes()))
                .isNotNull();
        assertThatThrownBy(() -> arrived("{\"eventType\":\"payout.changed\",\"eventId\":\"e\"}"))
                .hasCauseInstanceOf(Forged.class);
    }
}
