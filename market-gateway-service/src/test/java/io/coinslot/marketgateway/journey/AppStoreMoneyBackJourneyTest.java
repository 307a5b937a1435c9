package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Money that Apple gives back, in full, in part and taken back again. */
class AppStoreMoneyBackJourneyTest extends AppStoreJourney {
    @Test
    void givesNoMoneyBackByItself() {
        pay("p1", signed(buy("")));
        gateway.refund("p1", "refund-1", Money.parse("KRW 1200"));
        assertThat(((PaymentEvent.PaymentRefundFailed) gateway.lastEvent()).code())
                .isEqualTo("REFUND_NOT_SUPPORTED");
    }

    @Test
    void countsARefundOnceAndTakesItBackWhenAppleDoes() {
        JsonNode bought = buy("");
        pay("p1", signed(bought));
        refund(bought, "");
        reread("p1");
        reread("p1");
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.payment("p1").hasNothingLeft()).isTrue();

        refund(bought, ",\"outcome\":\"REVERSED\"");
        reread("p1");
        reread("p1");
        assertThat(gateway.events(PaymentEvent.PaymentRefundReversed.class))
                .singleElement()
                .satisfies(reversed -> assertThat(reversed.amount()).isEqualTo(Money.parse("KRW 1200")));
        assertThat(gateway.payment("p1").kept()).isEqualTo(Money.parse("KRW 1200"));

        refund(bought, "");
        reread("p1");
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(2);
        assertThat(gateway.payment("p1").hasNothingLeft()).isTrue();
    }

    @Test
    void finishesWhatWasDeliveredOnceTheRefundIsReversed() {
        JsonNode bought = buy("");
        pay("p1", signed(bought));
        refund(bought, "");
        reread("p1");
        gateway.confirmDelivery("p1");
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        refund(bought, ",\"outcome\":\"REVERSED\"");
        reread("p1");
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
    }

    @Test
    void takesAFullRefundInThePlaceOfAPartOfIt() {
        JsonNode bought = buy("");
        pay("p1", signed(bought));
        refund(bought, ",\"percentage\":25");
        reread("p1");
        assertThat(gateway.payment("p1").kept()).isEqualTo(Money.parse("KRW 900"));
        refund(bought, "");
        reread("p1");
        assertThat(gateway.payment("p1").kept()).isEqualTo(Money.parse("KRW 0"));
    }

    @Test
    void aRefundBeforeTheReceiptMeansThatNothingIsGranted() {
        JsonNode bought = buy("");
        refund(bought, "");
        assertThat(refused("p1", signed(bought)).code()).isEqualTo("ALREADY_REFUNDED");
    }

    @Test
    void aPartOfTheMoneyBackBeforeTheReceiptIsCountedWithTheCapture() {
        JsonNode bought = buy("");
        refund(bought, ",\"percentage\":50");
        pay("p1", signed(bought));
        assertThat(gateway.payment("p1").kept()).isEqualTo(Money.parse("KRW 600"));
    }

    @Test
    void anOldReceiptDoesNotEraseARefund() {
        JsonNode bought = buy("");
        pay("p1", signed(bought));
        refund(bought, "");
        reread("p1");
        gateway.submit("p1", "r2", signed(bought));
        gateway.submit("p1", "r3", byId(bought));
        assertThat(gateway.payment("p1").refundable().isZero()).isTrue();
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.events(PaymentEvent.PaymentRefundReversed.class)).isEmpty();
    }
}
