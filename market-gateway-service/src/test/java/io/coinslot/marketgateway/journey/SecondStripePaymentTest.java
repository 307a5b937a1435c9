package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.ChargebackClosed;
import io.coinslot.marketgateway.payment.PaymentEvent.ChargebackOpened;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentParkedForOperator;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefundFailed;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefundReversed;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.Refund;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A purchase with two payments at Stripe, which takes back parts and may take its time. */
class SecondStripePaymentTest extends SecondPaymentJourney {
    @BeforeAll
    static void linkStripe() {
        markets.link(Orders.SERVICE, Orders.STRIPE);
    }

    @AfterEach
    void healStripe() {
        markets.delete("/control/stripe/faults");
    }

    /** Two intents for one purchase, both paid; the first is captured. */
    private String payTwiceAtStripe() {
        String first = payAtStripe(p1);
        gateway.submit(p1, "r1", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, first));
        String second = payAtStripe(p1 + "-2");
        nameAnotherPurchase(second);
        return second;
    }

    private String payAtStripe(String purchaseId) {
        gateway.request(Orders.of(Orders.STRIPE, purchaseId));
        String intentId = String.valueOf(gateway.payment(purchaseId).marketReference());
        markets.post(
                "/control/stripe/purchases", "{\"paymentIntentId\":\"" + intentId + "\",\"outcome\":\"PURCHASED\"}");
        return intentId;
    }

    private void nameAnotherPurchase(String intentId) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(markets.address() + "/stripe/v1/payment_intents/" + intentId))
                    .header(
                            "Authorization",
                            "Bearer "
                                    + markets.link(Orders.SERVICE, Orders.STRIPE)
                                            .secret("secretKey"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("metadata[purchase_id]=" + p1))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isFoundByTheMarketsOwnNewsAsWell() {
        String second = payTwiceAtStripe();
        gateway.notified(
                Orders.STRIPE,
                "evt_" + p1,
                "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"payment_intent.succeeded\",\"data\":{\"object\":"
                        + "{\"id\":\"" + second + "\",\"object\":\"payment_intent\",\"metadata\":{\"purchase_id\":\""
                        + p1 + "\"}}}}");
        gateway.wait(GRACE);

        assertThat(secondEvents(PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
        assertThat(state(Orders.STRIPE, second)).isEqualTo("REFUNDED");
    }

    @Test
    void onlyWhatIsLeftOfItGoesBack() {
        String second = payTwiceAtStripe();
        markets.post(
                "/control/stripe/refunds",
                "{\"paymentIntentId\":\"" + second + "\",\"amount\":{\"amount\":\"200\",\"currency\":\"KRW\"}}");
        gateway.submit(p1, "r2", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, second));
        gateway.wait(GRACE);

        assertThat(secondEvents(PaymentRefunded.class))
                .extracting(told -> told.amount().getAmountMinorLong())
                .containsExactly(200L, 1000L);
    }

    @Test
    void isAnOperatorsWhenItsRefundFailsLater() {
        String second = payTwiceAtStripe();
        gateway.submit(p1, "r2", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, second));
        gateway.wait(GRACE);
        String marketRefundId = secondEvents(PaymentRefunded.class).getFirst().marketRefundId();
        markets.post("/control/stripe/refunds", "{\"refundId\":\"" + marketRefundId + "\"}");
        reread(p1);
        reread(p1);

        assertThat(secondEvents(PaymentRefundReversed.class)).hasSize(1);
        assertThat(gateway.events(PaymentParkedForOperator.class))
                .singleElement()
                .satisfies(parked -> assertThat(parked.reason()).contains(second));
        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void isAnOperatorsWhenTheMarketRefuses() {
        String second = payTwiceAtStripe();
        markets.post(
                "/control/stripe/faults",
                "{\"errorRate\":1,\"errorStatus\":400,\"pathContains\":\"refunds\",\"limit\":1}");
        gateway.submit(p1, "r2", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, second));
        gateway.wait(GRACE);

        assertThat(secondEvents(PaymentRefundFailed.class)).hasSize(1);
        assertThat(gateway.events(PaymentParkedForOperator.class)).hasSize(1);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void isToldToBeHeldAndGoneWhenABankTakesIt() {
        String second = payTwiceAtStripe();
        String disputeId = markets.post("/control/stripe/disputes", "{\"paymentIntentId\":\"" + second + "\"}")
                .path("disputeId")
                .asString();
        gateway.submit(p1, "r2", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, second));
        gateway.wait(GRACE);
        assertThat(secondEvents(ChargebackOpened.class)).hasSize(1);
        markets.post("/control/stripe/disputes/" + disputeId + "/close", "{\"outcome\":\"LOST\"}");
        reread(p1);

        assertThat(secondEvents(ChargebackClosed.class))
                .containsExactly(new ChargebackClosed(disputeId, Money.parse("KRW 1200"), false, 2));
        assertThat(gateway.events(ChargebackOpened.class)).isEmpty();
        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void isKeptApartFromRefundsThatTheGameAsksFor() {
        String second = payTwiceAtStripe();
        gateway.submit(p1, "r2", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, second));
        gateway.wait(GRACE);
        gateway.refund(p1, p1 + "-1", Money.parse("KRW 1200"));

        assertThat(gateway.events(PaymentRefunded.class))
                .singleElement()
                .satisfies(told -> assertThat(told.refundId()).isEqualTo(p1 + "-1"));
        assertThat(gateway.payment(p1).hasNothingLeft()).isTrue();
        assertThat(gateway.payment(p1).seconds())
                .singleElement()
                .satisfies(kept ->
                        assertThat(kept.refunds()).extracting(Refund::status).containsExactly(Refund.Status.REFUNDED));
    }
}
