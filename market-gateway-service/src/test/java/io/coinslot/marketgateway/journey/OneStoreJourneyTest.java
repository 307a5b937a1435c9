package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.ProductType;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OneStoreJourneyTest extends OneStoreJourney {
    @Test
    void sellsAConsumable() {
        JsonNode bought = pay("p1");
        Capture capture = ((PaymentEvent.PaymentCaptured) gateway.lastEvent()).capture();
        assertThat(capture.transactionId()).isEqualTo(bought.path("purchaseId").asString());
        assertThat(capture.application()).isEqualTo(bought.path("clientId").asString());
        assertThat(capture.amount()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(capture.country()).isEqualTo("KR");
        assertThat(capture.test()).isFalse();
        assertThat(capture.acknowledgeBy()).isEqualTo(capture.capturedAt().plus(Duration.ofDays(3)));

        gateway.confirmDelivery("p1");
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.CONSUMED));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(inTheLedger(bought).path("consumed").asBoolean()).isTrue();
        assertThat(gateway.openTasks("p1")).isZero();
    }

    @Test
    void acknowledgesADurable() {
        JsonNode bought = buy("p1", "");
        gateway.request(Orders.of(Orders.ONE_STORE, "p1", ProductType.DURABLE, 1, Money.parse("KRW 1200")));
        gateway.submit("p1", "r1", token(bought));
        gateway.confirmDelivery("p1");
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.ACKNOWLEDGED));
        assertThat(inTheLedger(bought).path("acknowledged").asBoolean()).isTrue();
        assertThat(inTheLedger(bought).path("consumed").asBoolean()).isFalse();
    }

    /** The market's record names no price: what it holds on to is the product, the quantity and the purchase. */
    @Test
    void takesTheAmountFromThePurchaseAsTheMarketsRecordNamesNone() {
        JsonNode bought = markets.post("/control/one-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"0.93","currency":"USD"},
             "binding":{"developerPayload":"p1"}}\
            """);
        gateway.request(order("p1"));
        gateway.submit("p1", "r1", token(bought));
        assertThat(gateway.payment("p1").paid().amount()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void refusesAReceiptOfAnotherProduct() {
        JsonNode bought = markets.post("/control/one-store/purchases", """
            {"serviceId":"arcade","productId":"gem_10","price":{"amount":"1200","currency":"KRW"},
             "binding":{"developerPayload":"p1"}}\
            """);
        assertThat(refused("p1", token(bought)).code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void refusesAReceiptOfAnotherApplication() {
        markets.link("other-game", Orders.ONE_STORE);
        JsonNode bought = markets.post("/control/one-store/purchases", """
            {"serviceId":"other-game","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"developerPayload":"p1"}}\
            """);
        assertThat(refused("p1", token(bought)).code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void refusesAReceiptOfAnotherPurchaseOrOfNone() {
        assertThat(refused("p1", token(buy("p2", ""))).code()).isEqualTo("BUYER_MISMATCH");
        JsonNode unbound = markets.post("/control/one-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"}}\
            """);
        assertThat(refused("p3", token(unbound)).code()).isEqualTo("BUYER_MISMATCH");
    }

    @Test
    void refusesAnotherQuantity() {
        assertThat(refused("p1", token(buy("p1", ",\"quantity\":2"))).code()).isEqualTo("QUANTITY_MISMATCH");
    }

    @Test
    void refusesAReceiptOfAnotherKindOrThatOneStoreDoesNotKnow() {
        assertThat(refused("p1", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, "pi_1"))
                        .code())
                .isEqualTo("WRONG_RECEIPT_KIND");
        assertThat(refused("p2", new Receipt(Receipt.Kind.PURCHASE_TOKEN, "no-such-token"))
                        .code())
                .isEqualTo("NOT_FOUND");
    }

    /** Were any of them asked for, the market, which is ill, would not refuse it. */
    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "../../consume", "a\nb", " "})
    void refusesWithoutAskingWhatCannotBeAToken(String value) {
        faults("{\"errorRate\":1}");
        assertThat(refused("p1", new Receipt(Receipt.Kind.PURCHASE_TOKEN, value))
                        .code())
                .isEqualTo("INVALID_RECEIPT");
    }

    @Test
    void asksForATokenAsItIs() {
        assertThat(refused("p1", new Receipt(Receipt.Kind.PURCHASE_TOKEN, "a+b=c%2F?d#e"))
                        .code())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void theEnvironmentAndTheMarketOfThePurchaseAreTheLinks() throws MarketFailure {
        Receipt sandbox = token(buy("p1", ",\"environment\":\"SANDBOX\""));
        assertThat(refused("p1", sandbox).code()).isEqualTo("NOT_FOUND");
        VerifiesReceipts.Paid paid =
                (VerifiesReceipts.Paid) receipts().verify(linkWith("environment", "SANDBOX"), order("p1"), sandbox);
        assertThat(paid.capture().test()).isTrue();

        Receipt global = token(buy("p2", ",\"marketCode\":\"MKT_GLB\""));
        assertThat(refused("p2", global).code()).isEqualTo("NOT_FOUND");
        paid = (VerifiesReceipts.Paid) receipts().verify(linkWith("marketCode", "MKT_GLB"), order("p2"), global);
        assertThat(paid.capture().country()).isNull();
        assertThat(paid.capture().test()).isFalse();
    }

    /** The link named the wrong market; the client still holds what it was given. */
    @Test
    void whatWasRefusedPaysWhenItIsBroughtAgainUnderAMendedLink() {
        Receipt receipt = token(buy("p1", ""));
        markets.link(Orders.SERVICE, Orders.ONE_STORE, Map.of("marketCode", "MKT_GLB"));
        gateway.request(order("p1"));
        gateway.submit("p1", "r1", receipt);
        assertThat(gateway.lastEvent()).isInstanceOf(ReceiptRefused.class);
        markets.link(Orders.SERVICE, Orders.ONE_STORE, Map.of());

        gateway.submit("p1", "r1", receipt);
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(gateway.openTasks("p1")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"environment", "marketCode", "clientId"})
    void aLinkThatLacksSomethingRefusesNothing(String setting) {
        assertThatThrownBy(() -> receipts().verify(linkWith(setting, ""), order("p1"), token(buy("p1", ""))))
                .isInstanceOfSatisfying(
                        MarketFailure.class,
                        failure -> assertThat(failure.isOurs()).isTrue());
    }

    @Test
    void oneTokenPaysForOnePurchase() {
        JsonNode bought = pay("p1");
        assertThat(refused("p2", token(bought)).code()).isEqualTo("RECEIPT_ALREADY_USED");
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void theSameReceiptAgainCapturesOnceAndASecondOneIsRefused() {
        JsonNode bought = pay("p1");
        gateway.submit("p1", "r2", token(bought));
        assertThat(gateway.events()).hasSize(1);
        gateway.submit("p1", "r3", token(buy("p1", "")));
        assertThat(((ReceiptRefused) gateway.lastEvent()).code()).isEqualTo("PURCHASE_ALREADY_PAID");
    }

    @Test
    void finishesWhatWasDeliveredBeforeTheCaptureWasKnown() {
        gateway.request(order("p1"));
        gateway.confirmDelivery("p1");
        gateway.submit("p1", "r1", token(buy("p1", "")));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
    }

    @Test
    void cancellationBeforeTheReceiptMeansThatNothingIsGranted() {
        JsonNode bought = buy("p1", "");
        cancelAtTheMarket(bought);
        assertThat(refused("p1", token(bought)).code()).isEqualTo("PURCHASE_CANCELLED");
    }

    @Test
    void cancellationAfterTheCaptureIsCountedOnceAndNotErasedByTheOldReceipt() {
        JsonNode bought = pay("p1");
        cancelAtTheMarket(bought);
        reread("p1");
        reread("p1");
        PaymentEvent.PaymentRefunded refunded =
                gateway.events(PaymentEvent.PaymentRefunded.class).getFirst();
        assertThat(refunded.amount()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(refunded.initiator()).isEqualTo(PaymentEvent.Initiator.MARKET);
        gateway.submit("p1", "r2", token(bought));
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.payment("p1").hasNothingLeft()).isTrue();
    }

    @Test
    void doesNotFinishWhatOneStoreHasCancelled() {
        JsonNode bought = pay("p1");
        cancelAtTheMarket(bought);
        gateway.confirmDelivery("p1");
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(gateway.openTasks("p1")).isZero();
    }

    @Test
    void saysThatItCannotRefund() {
        pay("p1");
        gateway.refund("p1", "refund-1", Money.parse("KRW 1200"));
        assertThat(((PaymentEvent.PaymentRefundFailed) gateway.lastEvent()).code())
                .isEqualTo("REFUND_NOT_SUPPORTED");
    }
}
