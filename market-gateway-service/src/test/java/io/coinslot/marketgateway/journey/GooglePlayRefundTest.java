package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefundFailed;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.PaymentStatus;
import java.time.Duration;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Google Play refunds whatever is left of an order and does not say who had it refunded: nothing is counted twice. */
class GooglePlayRefundTest extends GooglePlayJourney {
    private static final Money ALL = Money.parse("KRW 1200");

    private JsonNode bought;

    @BeforeEach
    void sell() {
        bought = pay("p1");
    }

    @Test
    void refundsTheWholeOrderOnceThoughTheAnswerWasLost() {
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"refund\",\"limit\":1,\"holdMillis\":0}");
        gateway.refund("p1", "refund-1", ALL);
        gateway.wait(Duration.ofMinutes(1));
        PaymentRefunded refunded = (PaymentRefunded) gateway.lastEvent();
        assertThat(refunded.refundId()).isEqualTo("refund-1");
        assertThat(refunded.initiator()).isEqualTo(PaymentEvent.Initiator.SERVICE);
        reread("p1");
        assertThat(gateway.events(PaymentRefunded.class)).hasSize(1);
    }

    private void delayNextRefund() {
        markets.post(
                "/control/google-play/refunds",
                "{\"orderId\":\"" + orderId(bought) + "\",\"progress\":\"PENDING\",\"next\":true}");
        gateway.refund("p1", "refund-1", ALL);
        assertThat(gateway.events(PaymentRefunded.class))
                .as("the order is PENDING_REFUND")
                .isEmpty();
        gateway.wait(Duration.ofHours(1));
        reread("p1");
        assertThat(gateway.events(PaymentRefunded.class)).isEmpty();
    }

    private void hideNextRefund() {
        markets.post(
                "/control/google-play/refunds",
                "{\"orderId\":\"" + orderId(bought) + "\",\"progress\":\"HIDDEN\",\"next\":true}");
    }

    private void settle() {
        markets.post("/control/google-play/refunds", "{\"orderId\":\"" + orderId(bought) + "\",\"settle\":true}");
    }

    private void assertRefundedOnce() {
        assertThat(gateway.events(PaymentRefunded.class))
                .singleElement()
                .satisfies(refunded -> assertThat(refunded.refundId()).isEqualTo("refund-1"));
        assertThat(gateway.events(PaymentRefundFailed.class)).isEmpty();
        assertThat(gateway.payment("p1").hasNothingLeft()).isTrue();
        assertThat(gateway.openTasks("p1")).isZero();
    }

    /** Google takes what is asked for, and shows at the order whether it is done. */
    @Test
    void tellsARefundThatIsYetToBeProcessedWhenItIs() {
        delayNextRefund();
        settle();
        gateway.wait(Duration.ofHours(4));
        reread("p1");
        assertRefundedOnce();
    }

    @Test
    void takesInItsOwnRefundFromAVoidToo() {
        delayNextRefund();
        settle();
        reread("p1");
        gateway.wait(Duration.ofHours(4));
        assertRefundedOnce();
    }

    @Test
    void refundsOnceThoughTheRefundWasMadeAndAnsweredAsFailed() {
        faults("{\"errorAfterCommit\":1,\"errorStatus\":500,\"pathContains\":\"refund\",\"limit\":1}");
        gateway.refund("p1", "refund-1", ALL);
        gateway.wait(Duration.ofMinutes(5));
        reread("p1");
        assertRefundedOnce();
    }

    /** The call has no idempotency key, so the second one is refused; and the order, which might tell why, is behind. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errorAfterCommit\":1,\"errorStatus\":500,\"pathContains\":\"refund\",\"limit\":1}",
                "{\"timeoutAfterCommit\":1,\"pathContains\":\"refund\",\"limit\":1,\"holdMillis\":0}"
            })
    void awaitsARefundThatItMayHaveMadeThoughTheOrderDoesNotShowIt(String faults) {
        hideNextRefund();
        faults(faults);
        gateway.refund("p1", "refund-1", ALL);
        gateway.wait(Duration.ofMinutes(5));
        assertThat(gateway.events()).noneMatch(PaymentRefundFailed.class::isInstance);
        settle();
        reread("p1");
        gateway.wait(Duration.ofHours(4));
        assertRefundedOnce();
        assertThat(gateway.events(PaymentRefunded.class))
                .extracting(PaymentRefunded::initiator)
                .containsExactly(PaymentEvent.Initiator.SERVICE);
    }

    @Test
    void findsByItselfTheRefundThatTheOrderDidNotShow() {
        hideNextRefund();
        faults("{\"errorAfterCommit\":1,\"errorStatus\":500,\"pathContains\":\"refund\",\"limit\":1}");
        gateway.refund("p1", "refund-1", ALL);
        gateway.wait(Duration.ofMinutes(5));
        settle();
        gateway.wait(Duration.ofHours(1));
        assertRefundedOnce();
    }

    @Test
    void takesWhatGoogleTookForMadeThoughTheOrderDoesNotShowItYet() {
        hideNextRefund();
        gateway.refund("p1", "refund-1", ALL);
        assertRefundedOnce();
        settle();
        reread("p1");
        assertRefundedOnce();
    }

    @Test
    void refusesToRefundAPart() {
        gateway.refund("p1", "refund-1", Money.parse("KRW 500"));
        assertThat(((PaymentRefundFailed) gateway.lastEvent()).code()).isEqualTo("PARTIAL_REFUND_NOT_SUPPORTED");
    }

    @Test
    void anOldReceiptDoesNotEraseARefund() {
        refundAtTheMarket(bought);
        reread("p1");
        assertThat(gateway.events(PaymentRefunded.class)).hasSize(1);
        gateway.submit("p1", "r2", token(bought));
        assertThat(gateway.payment("p1").refundable().isZero()).isTrue();
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void aRefundBeforeTheReceiptMeansThatNothingIsGranted() {
        JsonNode unseen = buy("");
        refundAtTheMarket(unseen);
        assertThat(refused("p2", token(unseen)).code()).isEqualTo("PURCHASE_CANCELLED");
    }

    @Test
    void countsEachPartOfAnOrderOnceAndThenTheRest() {
        refundAtTheMarket(bought, "300");
        reread("p1");
        reread("p1");
        refundAtTheMarket(bought);
        reread("p1");
        assertThat(gateway.events(PaymentRefunded.class))
                .extracting(refund -> refund.amount().getAmountMinorLong())
                .containsExactly(300L, 900L);
        assertThat(gateway.payment("p1").hasNothingLeft()).isTrue();
    }

    @Test
    void takesAChargebackAsADisputeThatIsLost() {
        chargeBackAtTheMarket(bought);
        reread("p1");
        assertThat(gateway.events(PaymentEvent.ChargebackOpened.class)).hasSize(1);
        assertThat(gateway.events(PaymentEvent.ChargebackClosed.class))
                .singleElement()
                .satisfies(closed -> assertThat(closed.won()).isFalse());
    }

    @Test
    void doesNotFinishWhatGoogleHasTakenBack() {
        refundAtTheMarket(bought);
        gateway.confirmDelivery("p1");
        assertThat(gateway.events(PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(gateway.openTasks("p1")).isZero();
    }

    @Test
    void tellsThatATestersOrderOfNothingIsTakenBackAndDoesNotFinishIt() {
        JsonNode free = buy(",\"purchaseType\":\"TEST\",\"total\":{\"amount\":\"0\",\"currency\":\"KRW\"}");
        pay("p2", token(free));
        assertThat(gateway.payment("p2").hasNothingLeft()).isFalse();
        refundAtTheMarket(free);
        reread("p2");
        reread("p2");
        assertThat(gateway.events(PaymentRefunded.class))
                .singleElement()
                .satisfies(refunded -> assertThat(refunded.amount().isZero()).isTrue());
        assertThat(gateway.payment("p2").hasNothingLeft()).isTrue();
        gateway.confirmDelivery("p2");
        assertThat(gateway.events(PaymentEvent.PaymentParkedForOperator.class)).isEmpty();
        assertThat(gateway.openTasks("p2")).isZero();
    }

    @Test
    void refundsTheRestOfWhatHadGoneBackInPart() {
        refundAtTheMarket(bought, "300");
        reread("p1");
        gateway.refund("p1", "refund-1", Money.parse("KRW 900"));
        reread("p1");
        assertThat(gateway.events(PaymentRefunded.class))
                .extracting(PaymentRefunded::amount)
                .containsExactly(Money.parse("KRW 300"), Money.parse("KRW 900"));
        assertThat(gateway.payment("p1").kept().isZero()).isTrue();
    }

    @Test
    void doesNotRefundMoreThanIsLeftThoughNobodyHasToldOfTheOtherPart() {
        refundAtTheMarket(bought, "300");
        gateway.refund("p1", "refund-1", ALL);
        assertThat(gateway.events(PaymentRefundFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.code()).isEqualTo("AMOUNT_NOT_REFUNDABLE"));
        assertThat(gateway.payment("p1").kept()).isEqualTo(Money.parse("KRW 900"));
    }

    /** Google tells nobody of a part by amount: neither a notification nor the list of voids has it. */
    @Test
    void seesAPartByAmountOnlyWhenTheOrderIsReadForAnotherReason() {
        refundAtTheMarket(bought, "300");
        gateway.sweep();
        for (int day = 0; day < 35; day++) {
            gateway.wait(Duration.ofDays(1));
        }
        assertThat(gateway.events(PaymentRefunded.class)).as("a limit").isEmpty();
        reread("p1");
        assertThat(gateway.payment("p1").kept()).isEqualTo(Money.parse("KRW 900"));
    }

    @Test
    void doesNotTakeTheRestThatSomebodyRefundedForItsOwnRefundOfAll() {
        faults("{\"errorRate\":1,\"errorStatus\":503,\"pathContains\":\"refund\",\"limit\":1}");
        gateway.refund("p1", "refund-1", ALL);
        refundAtTheMarket(bought, "300");
        refundAtTheMarket(bought);
        gateway.wait(Duration.ofMinutes(5));
        reread("p1");
        assertThat(gateway.events(PaymentRefundFailed.class)).hasSize(1);
        assertThat(gateway.payment("p1").kept().isZero()).isTrue();
    }

    @Test
    void doesNotTakeAChargebackForItsOwnRefund() {
        chargeBackAtTheMarket(bought);
        gateway.refund("p1", "refund-1", ALL);
        assertThat(gateway.events(PaymentRefundFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.code()).isEqualTo("CHARGED_BACK"));
        reread("p1");
        assertThat(gateway.events(PaymentRefunded.class)).isEmpty();
        assertThat(gateway.events(PaymentEvent.ChargebackClosed.class)).hasSize(1);
        assertThat(gateway.payment("p1").kept().isZero()).isTrue();
    }
}
