package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.OrderDraft;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.notification.RawNotification.Status;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.ReviewRequest;
import java.time.Duration;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the App Store tells is taken as a hint to look at its own record. */
class AppStoreNotificationJourneyTest extends AppStoreNotifications {
    private PaymentOrder order(String purchaseId) {
        return order(Orders.SERVICE, purchaseId);
    }

    private PaymentOrder order(String serviceId, String purchaseId) {
        return new OrderDraft(Orders.APP_STORE, purchaseId)
                .service(serviceId)
                .accountToken(account)
                .order();
    }

    private void receive(JsonNode bought) {
        gateway.submit(p1, "r1", new Receipt(Receipt.Kind.TRANSACTION_ID, id(bought)));
        assertThat(gateway.payment(p1).isPaid()).isTrue();
    }

    private void refund(JsonNode bought, String outcome) {
        markets.post(
                "/control/app-store/refunds",
                "{\"transactionId\":\"" + id(bought) + "\",\"outcome\":\"" + outcome + "\"}");
    }

    @Test
    void capturesThePurchaseThatTheAccountTokenNamesThoughTheClientHasCrashed() throws Exception {
        String other = p1 + "-2";
        gateway.request(Orders.of(Orders.APP_STORE, other));
        gateway.request(order(p1));
        buy("");
        arrives();
        assertThat(gateway.payment(p1).isPaid()).isFalse();
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.payment(p1).isPaid()).isTrue();
        assertThat(gateway.payment(other).isPaid()).isFalse();
    }

    @Test
    void capturesAPurchaseThatAParentApprovesLater() throws Exception {
        gateway.request(order(p1));
        JsonNode pending = buy(",\"outcome\":\"PENDING\"");
        markets.post("/control/app-store/purchases/" + pending.path("pendingId").asString() + "/complete", "{}");
        arrives();
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.payment(p1).isPaid()).isTrue();
    }

    @Test
    void receiptAndNotificationTogetherCaptureOnce() throws Exception {
        gateway.request(order(p1));
        JsonNode bought = buy("");
        byte[] charged = postbox.take();
        arrives(charged);
        receive(bought);
        gateway.wait(LocalGateway.GRACE);
        arrives(charged);
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
    }

    @Test
    void aRefundToldThreeTimesIsOneRefundAndItsReversalGrantsAgain() throws Exception {
        gateway.request(order(p1));
        JsonNode bought = buy("");
        arrives();
        receive(bought);
        refund(bought, "REFUNDED");
        byte[] refunded = postbox.take();
        for (int repetition = 0; repetition < 3; repetition++) {
            arrives(refunded);
        }
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        refund(bought, "REVERSED");
        arrives();
        assertThat(gateway.events(PaymentEvent.PaymentRefundReversed.class)).hasSize(1);
        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void aReversalThatOvertakesItsRefundLeavesThePaymentWhole() throws Exception {
        gateway.request(order(p1));
        JsonNode bought = buy("");
        arrives();
        receive(bought);
        refund(bought, "REFUNDED");
        byte[] refunded = postbox.take();
        refund(bought, "REVERSED");
        arrives();
        arrives(refunded);
        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).isEmpty();
    }

    @Test
    void aRefundThatOvertakesTheCaptureIsNotLost() throws Exception {
        gateway.request(order(p1));
        JsonNode bought = buy("");
        postbox.take();
        refund(bought, "REFUNDED");
        byte[] early = postbox.take();
        refund(bought, "REVERSED");
        postbox.take();
        arrives(early);
        receive(bought);
        refund(bought, "REFUNDED");
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void handsAQuestionAboutARefundToAnOperatorAndIgnoresOneThatWasDeclined() throws Exception {
        gateway.request(order(p1));
        JsonNode bought = buy("");
        arrives();
        receive(bought);
        refund(bought, "REQUESTED");
        arrives();
        assertThat(((PaymentEvent.PaymentParkedForOperator) gateway.lastEvent()).task())
                .isEqualTo("REFUND_REVIEW");
        refund(bought, "DECLINED");
        assertThat(arrives().status()).isEqualTo(Status.IGNORED);
    }

    @Test
    void answersAQuestionAboutARefundFromTheDeliveryWhereTheServiceHasItsCustomersConsent() throws Exception {
        markets.link("consenting", Orders.APP_STORE, Map.of("customersConsent", "true"));
        JsonNode bought = markets.post("/control/app-store/purchases", """
            {"serviceId":"consenting","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"appAccountToken":"%s"}}\
            """.formatted(account));
        gateway.request(order("consenting", p1));
        receive(bought);
        ask(Duration.ofHours(12));
        assertThat(consumption(bought).path("deliveryStatus").asString()).isEqualTo("UNDELIVERED_OTHER");
        assertThat(consumption(bought).has("consumptionPercentage")).isFalse();
        gateway.confirmDelivery(p1);
        gateway.consume(p1);
        markets.post("/control/app-store/faults", "{\"errorRate\":1,\"errorStatus\":500,\"limit\":1}");
        ask(Duration.ofHours(11));
        gateway.wait(Duration.ofMinutes(1));
        assertThat(consumption(bought).path("deliveryStatus").asString()).isEqualTo("DELIVERED");
        assertThat(consumption(bought).path("consumptionPercentage").intValue()).isEqualTo(100_000);
        assertThat(consumption(bought).path("customerConsented").booleanValue()).isTrue();
        assertThat(gateway.events(PaymentEvent.PaymentParkedForOperator.class)).isEmpty();
    }

    @Test
    void takesInTheRefundThatNobodyNotified() {
        gateway.request(order(p1));
        JsonNode bought = buy("");
        receive(bought);
        gateway.sweep();
        markets.post("/control/app-store/faults", "{\"notifications\":false}");
        refund(bought, "REFUNDED");
        gateway.wait(LocalGateway.SWEEP_INTERVAL);
        gateway.wait(LocalGateway.SWEEP_INTERVAL);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void givesUpOnWhatBelongsToNoPurchase() throws Exception {
        buy("");
        byte[] body = postbox.take();
        arrives(body);
        for (int hour = 0; hour < 50; hour++) {
            gateway.wait(Duration.ofHours(1));
        }
        assertThat(gateway.notification(Orders.APP_STORE, prove(body).messageId())
                        .status())
                .isEqualTo(Status.IGNORED);
    }

    private void ask(Duration within) {
        ReviewRequest request = new ReviewRequest(null, gateway.now().plus(within));
        gateway.decide(p1, payment -> MarketAnswers.reviewAnswerable(payment, request, MarketAnswers.nothing()));
    }

    private static JsonNode consumption(JsonNode bought) {
        JsonNode ledger = markets.get("/control/app-store/ledger?limit=1000&serviceId=consenting");
        for (JsonNode entry : ledger.path("items")) {
            if (entry.path("transactionId").asString().equals(id(bought))) {
                return entry.path("consumptionInformation");
            }
        }
        throw new AssertionError("the transaction is not in the ledger");
    }
}
