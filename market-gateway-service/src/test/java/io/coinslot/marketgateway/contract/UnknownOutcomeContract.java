package io.coinslot.marketgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.market.ConfirmsPayments;
import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.market.PreparesPayments;
import io.coinslot.marketgateway.market.RefundsPayments;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** No answer came, or nobody was there to hear it: it is looked up, and done once. */
interface UnknownOutcomeContract extends MarketSteps {
    @Test
    default void looksAnUnansweredVerificationUpAndSaysSoOnce() {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Receipt receipt = journey.buy(purchaseId).receipt();
        journey.faults("\"hang\":1,\"limit\":2,\"holdMillis\":5000,\"pathContains\":\""
                + journey.market().path(Call.VERIFY) + "\"");
        journey.submit(purchaseId, receipt);
        journey.gateway().wait(Duration.ofSeconds(5));
        assertThat(journey.gateway().payment(purchaseId).isPaid()).isFalse();
        assertThat(journey.events(PaymentEvent.PaymentOutcomeUnknown.class)).hasSize(1);
        journey.gateway().wait(Duration.ofSeconds(30));
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(journey.events(PaymentEvent.PaymentOutcomeUnknown.class)).hasSize(1);
    }

    @Test
    default void preparesOnceThoughTheAnswerWasLost() {
        MarketJourney journey = journey();
        journey.onlyWith(PreparesPayments.class);
        String purchaseId = "pur_" + UUID.randomUUID();
        journey.faults("\"timeoutAfterCommit\":1,\"limit\":1,\"holdMillis\":0");
        journey.request(purchaseId);
        journey.heal();
        journey.gateway().wait(Duration.ofMinutes(1));
        assertThat(journey.gateway().payment(purchaseId).status()).isEqualTo(PaymentStatus.PREPARED);
        assertThat(journey.events(PaymentEvent.PaymentPrepared.class)).hasSize(1);
        journey.pay(purchaseId);
    }

    @Test
    default void confirmsOnceThoughTheAnswerWasLost() {
        MarketJourney journey = journey();
        journey.onlyWith(ConfirmsPayments.class);
        String purchaseId = journey.request();
        Receipt receipt = journey.buy(purchaseId).receipt();
        journey.loseTheAnswer(Call.CONFIRM);
        journey.submit(purchaseId, receipt);
        assertThat(journey.gateway().payment(purchaseId).isPaid()).isFalse();
        assertThat(journey.events(PaymentEvent.PaymentOutcomeUnknown.class)).hasSize(1);
        journey.gateway().wait(Duration.ofMinutes(1));
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(journey.ledger(purchaseId).at("/captured/amount").asString()).isEqualTo("1200");
        assertThat(journey.gateway().openTasks(purchaseId)).isZero();
    }

    @Test
    default void takesForPaidWhatAProcessConfirmedThatDiedBeforeItWrote() {
        MarketJourney journey = journey();
        journey.onlyWith(ConfirmsPayments.class);
        String purchaseId = journey.request();
        journey.submit(purchaseId, journey.payUnseen(purchaseId).receipt());
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(journey.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
    }

    @Test
    default void finishesOnceThoughTheAnswerWasLost() {
        MarketJourney journey = journey();
        journey.onlyWith(FinishesPayments.class);
        String purchaseId = journey.request();
        journey.pay(purchaseId);
        journey.loseTheAnswer(Call.FINISH);
        journey.gateway().confirmDelivery(purchaseId);
        assertThat(journey.gateway().payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(journey.ledger(purchaseId).path("finished").asBoolean()).isTrue();
        journey.gateway().wait(Duration.ofMinutes(1));
        assertThat(journey.gateway().payment(purchaseId).status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(journey.events(PaymentEvent.PaymentFinished.class)).hasSize(1);
        assertThat(journey.events(PaymentEvent.PaymentParkedForOperator.class)).isEmpty();
    }

    @Test
    default void takesForFinishedWhatAProcessFinishedThatDiedBeforeItWrote() {
        MarketJourney journey = journey();
        journey.onlyWith(FinishesPayments.class);
        String purchaseId = journey.request();
        Receipt receipt = journey.pay(purchaseId).receipt();
        journey.gateway().confirmDelivery(purchaseId);
        journey.forgetEverything();
        journey.request(purchaseId);
        journey.submit(purchaseId, receipt);
        journey.gateway().confirmDelivery(purchaseId);
        assertThat(journey.gateway().lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.CONSUMED));
    }

    @Test
    default void refundsOnceThoughTheAnswerWasLost() {
        MarketJourney journey = journey();
        journey.onlyWith(RefundsPayments.class);
        String purchaseId = journey.request();
        journey.pay(purchaseId);
        journey.loseTheAnswer(Call.REFUND);
        journey.gateway().refund(purchaseId, purchaseId + "-1", Money.parse("KRW 1200"));
        assertThat(journey.events(PaymentRefunded.class)).isEmpty();
        journey.gateway().wait(Duration.ofMinutes(1));
        journey.reread(purchaseId);
        assertThat(journey.events(PaymentRefunded.class)).singleElement().satisfies(refunded -> {
            assertThat(refunded.refundId()).isEqualTo(purchaseId + "-1");
            assertThat(refunded.initiator()).isEqualTo(PaymentEvent.Initiator.SERVICE);
        });
        assertThat(journey.ledger(purchaseId).at("/refunded/amount").asString()).isEqualTo("1200");
        assertThat(journey.gateway().openTasks(purchaseId)).isZero();
    }
}
