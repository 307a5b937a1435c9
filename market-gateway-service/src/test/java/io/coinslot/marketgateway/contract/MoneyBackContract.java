package io.coinslot.marketgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.journey.LocalGateway;
import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.market.PreparesPayments;
import io.coinslot.marketgateway.market.RecallsNotifications;
import io.coinslot.marketgateway.market.RefundsPayments;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.PaymentStatus;
import java.time.Duration;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Money goes back, from the market's side or ours, at any time: it is counted once. */
interface MoneyBackContract extends MarketSteps {
    @Test
    default void aRefundBeforeTheReceiptMeansThatNothingIsGranted() {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Bought bought = journey.payUnseen(purchaseId);
        journey.refundAtTheMarket(bought);
        if (journey.market().keepsItsFee()) {
            journey.submit(purchaseId, bought.receipt());
            assertThatItIsToldAsGone(journey, purchaseId);
            return;
        }
        assertThat(journey.refusal(purchaseId, bought.receipt()).code())
                .isEqualTo(journey.market().codeOfRefunded());
    }

    /** First that it went back, then that it was paid: so nobody grants anything in between. */
    static void assertThatItIsToldAsGone(MarketJourney journey, String purchaseId) {
        assertThat(journey.gateway().events())
                .filteredOn(event -> event instanceof PaymentRefunded || event instanceof PaymentEvent.PaymentCaptured)
                .satisfiesExactly(
                        event -> assertThat(event).isInstanceOf(PaymentRefunded.class),
                        event -> assertThat(event).isInstanceOf(PaymentEvent.PaymentCaptured.class));
        assertThat(journey.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
        assertThat(journey.gateway().payment(purchaseId).hasNothingLeft()).isTrue();
    }

    @Test
    default void countsARefundOfTheMarketOnceAndNoOldReceiptErasesIt() {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Bought bought = journey.pay(purchaseId);
        journey.refundAtTheMarket(bought);
        journey.reread(purchaseId);
        journey.reread(purchaseId);
        journey.submit(purchaseId, bought.receipt());
        assertThat(journey.events(PaymentRefunded.class)).singleElement().satisfies(refunded -> {
            assertThat(refunded.initiator()).isEqualTo(PaymentEvent.Initiator.MARKET);
            assertThat(refunded.amount()).isEqualTo(Money.parse("KRW 1200"));
        });
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(journey.events(PaymentEvent.PaymentRefundReversed.class)).isEmpty();
        assertThat(journey.gateway().payment(purchaseId).hasNothingLeft()).isTrue();
        assertThat(journey.gateway().payment(purchaseId).refundable().isZero()).isTrue();
    }

    @Test
    default void countsARefundAfterTheDelivery() {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Bought bought = journey.pay(purchaseId);
        journey.gateway().confirmDelivery(purchaseId);
        journey.refundAtTheMarket(bought);
        journey.reread(purchaseId);
        journey.reread(purchaseId);
        assertThat(journey.events(PaymentRefunded.class)).hasSize(1);
        assertThat(journey.gateway().payment(purchaseId).hasNothingLeft()).isTrue();
        assertThat(journey.gateway().payment(purchaseId).status()).isEqualTo(PaymentStatus.FINISHED);
    }

    @Test
    default void doesNotFinishWhatTheMarketHasTakenBack() {
        MarketJourney journey = journey();
        journey.onlyWith(FinishesPayments.class);
        String purchaseId = journey.request();
        journey.refundAtTheMarket(journey.pay(purchaseId));
        if (!journey.market().finishingTellsOfRefunds()) {
            journey.reread(purchaseId);
        }
        journey.gateway().confirmDelivery(purchaseId);
        assertThat(journey.events(PaymentRefunded.class)).hasSize(1);
        assertThat(journey.gateway().payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(journey.gateway().openTasks(purchaseId)).isZero();
    }

    /** At a store the client buys by itself, so nothing keeps a player from paying twice for one purchase. */
    @Test
    default void aSecondPaymentGoesBackOrIsAnOperators() {
        MarketJourney journey = journey();
        journey.onlyWithout(PreparesPayments.class);
        String purchaseId = journey.request();
        journey.pay(purchaseId);
        Bought second = journey.buy(purchaseId);
        journey.submit(purchaseId, second.receipt());
        assertThat(journey.events(PaymentEvent.PaymentParkedForOperator.class)).isEmpty();
        journey.waitFor(Duration.ofMinutes(10), 1);
        journey.submit(purchaseId, second.receipt());
        journey.waitFor(Duration.ofMinutes(10), 1);
        assertThat(journey.gateway().payment(purchaseId).seconds()).hasSize(1);
        assertThat(journey.gateway().openTasks(purchaseId)).isZero();
        if (journey.has(RefundsPayments.class)) {
            assertThat(journey.events(PaymentEvent.PaymentParkedForOperator.class))
                    .isEmpty();
            return;
        }
        assertThat(journey.events(PaymentEvent.PaymentParkedForOperator.class))
                .singleElement()
                .satisfies(parked -> {
                    assertThat(parked.task()).isEqualTo("SECOND_PAYMENT");
                    assertThat(parked.reason()).contains("gives no money back on request");
                });
        journey.refundAtTheMarket(second);
        journey.reread(purchaseId);
        assertThat(journey.events(PaymentEvent.OfSecondPayment.class))
                .extracting(PaymentEvent.OfSecondPayment::event)
                .hasAtLeastOneElementOfType(PaymentRefunded.class);
        assertThat(journey.gateway().payment(purchaseId).kept()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    default void takesInTheRefundThatNobodyTold() {
        MarketJourney journey = journey();
        journey.onlyWith(RecallsNotifications.class);
        String purchaseId = journey.request();
        Bought bought = journey.pay(purchaseId);
        journey.gateway().sweep();
        assertThat(journey.events(PaymentRefunded.class)).isEmpty();
        journey.refundAtTheMarket(bought);
        journey.waitFor(LocalGateway.SWEEP_INTERVAL, 2);
        assertThat(journey.events(PaymentRefunded.class)).hasSize(1);
    }

    @Test
    default void givesMoneyBackOnceOrSaysThatItCannot() {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        journey.pay(purchaseId);
        journey.gateway().refund(purchaseId, purchaseId + "-1", Money.parse("KRW 1200"));
        if (!journey.has(RefundsPayments.class)) {
            assertThat(((PaymentEvent.PaymentRefundFailed) journey.gateway().lastEvent()).code())
                    .isEqualTo("REFUND_NOT_SUPPORTED");
            assertThat(journey.gateway().payment(purchaseId).kept()).isEqualTo(Money.parse("KRW 1200"));
            return;
        }
        journey.gateway().refund(purchaseId, purchaseId + "-2", Money.parse("KRW 1200"));
        assertThat(((PaymentEvent.PaymentRefundFailed) journey.gateway().lastEvent()).code())
                .isEqualTo("AMOUNT_NOT_REFUNDABLE");
        journey.reread(purchaseId);
        assertThat(journey.events(PaymentRefunded.class)).hasSize(1);
        assertThat(journey.ledger(purchaseId).at("/refunded/amount").asString()).isEqualTo("1200");
    }
}
