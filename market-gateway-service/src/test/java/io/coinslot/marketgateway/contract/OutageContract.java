package io.coinslot.marketgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.market.ConfirmsPayments;
import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.market.RefundsPayments;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The market is busy, ill or away: purchases wait, and nothing is lost or refused. */
interface OutageContract extends MarketSteps {
    @Test
    default void verifiesLaterWhenTheMarketIsBusyOrIll() {
        MarketJourney journey = journey();
        for (int status : journey.market().statusesThatPass()) {
            String purchaseId = journey.request();
            Receipt receipt = journey.buy(purchaseId).receipt();
            journey.failOnce(status, Call.VERIFY);
            journey.submit(purchaseId, receipt);
            assertThat(journey.gateway().payment(purchaseId).isPaid()).isFalse();
            journey.gateway().wait(Duration.ofMinutes(5));
            assertThat(journey.gateway().payment(purchaseId).isPaid())
                    .as("after " + status)
                    .isTrue();
        }
        assertNothingWasTakenForAnAnswer(journey);
        // Looking changes nothing: a look that fails leaves no outcome unknown.
        assertThat(journey.events(PaymentEvent.PaymentOutcomeUnknown.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 409, 429, 503})
    default void confirmsLaterWhenTheMarketIsBusyOrIll(int status) {
        MarketJourney journey = journey();
        journey.onlyWith(ConfirmsPayments.class);
        String purchaseId = journey.request();
        Receipt receipt = journey.buy(purchaseId).receipt();
        journey.failOnce(status, Call.CONFIRM);
        journey.submit(purchaseId, receipt);
        assertThat(journey.gateway().payment(purchaseId).isPaid()).isFalse();
        journey.gateway().wait(Duration.ofMinutes(5));
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(journey.ledger(purchaseId).at("/captured/amount").asString()).isEqualTo("1200");
        assertNothingWasTakenForAnAnswer(journey);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    default void finishesLaterWhenTheMarketIsBusyOrIll(int status) {
        MarketJourney journey = journey();
        journey.onlyWith(FinishesPayments.class);
        String purchaseId = journey.request();
        journey.pay(purchaseId);
        journey.failOnce(status, Call.FINISH);
        journey.gateway().confirmDelivery(purchaseId);
        assertThat(journey.gateway().payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
        journey.gateway().wait(Duration.ofMinutes(5));
        assertThat(journey.gateway().payment(purchaseId).status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(journey.ledger(purchaseId).path("finished").asBoolean()).isTrue();
        assertThat(journey.events(PaymentEvent.PaymentParkedForOperator.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    default void refundsLaterWhenTheMarketIsBusyOrIll(int status) {
        MarketJourney journey = journey();
        journey.onlyWith(RefundsPayments.class);
        String purchaseId = journey.request();
        journey.pay(purchaseId);
        journey.failOnce(status, Call.REFUND);
        journey.gateway().refund(purchaseId, purchaseId + "-1", Money.parse("KRW 1200"));
        assertThat(journey.events(PaymentEvent.PaymentRefunded.class)).isEmpty();
        journey.gateway().wait(Duration.ofMinutes(5));
        assertThat(journey.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        assertThat(journey.events(PaymentEvent.PaymentRefundFailed.class)).isEmpty();
        assertThat(journey.ledger(purchaseId).at("/refunded/amount").asString()).isEqualTo("1200");
    }

    /** Shut out is our own fault (a key that was withdrawn): no player's receipt is refused for it. */
    @ParameterizedTest
    @ValueSource(ints = {401, 429, 503})
    default void outlastsHoursWithoutAnAnswer(int status) {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Receipt receipt = journey.buy(purchaseId).receipt();
        journey.faults("\"errorRate\":1,\"errorStatus\":" + status);
        journey.submit(purchaseId, receipt);
        journey.waitFor(Duration.ofMinutes(20), 6);
        assertThat(journey.gateway().payment(purchaseId).isPaid()).isFalse();
        assertNothingWasTakenForAnAnswer(journey);
        journey.heal();
        journey.waitFor(Duration.ofHours(1), 3);
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertNothingWasTakenForAnAnswer(journey);
    }

    @Test
    default void tellsAnOperatorWhatTheMarketDoesNotAnswerAndGoesOnAsking() {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        PaymentStatus before = journey.gateway().payment(purchaseId).status();
        Receipt receipt = journey.buy(purchaseId).receipt();
        journey.faults("\"errorRate\":1");
        journey.submit(purchaseId, receipt);
        journey.waitFor(Duration.ofHours(2), 60);
        assertThat(journey.gateway().lastEvent()).isInstanceOf(PaymentEvent.PaymentParkedForOperator.class);
        assertThat(journey.gateway().payment(purchaseId).status()).isEqualTo(before);
        assertNothingWasTakenForAnAnswer(journey);
        journey.heal();
        journey.waitFor(Duration.ofHours(1), 3);
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(journey.gateway().payment(purchaseId).knownParking().calls()).isEmpty();
        assertNothingWasTakenForAnAnswer(journey);
    }

    private static void assertNothingWasTakenForAnAnswer(MarketJourney journey) {
        assertThat(journey.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
        assertThat(journey.events(PaymentEvent.PaymentDeclined.class)).isEmpty();
    }
}
