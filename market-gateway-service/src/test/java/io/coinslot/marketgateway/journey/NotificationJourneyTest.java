package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.notification.RawNotification.Status;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NotificationJourneyTest extends Journey {
    private final String p1 = "pur_" + UUID.randomUUID();

    @BeforeAll
    static void linkMarkets() {
        markets.link(Orders.SERVICE, Orders.GOOGLE_PLAY);
        markets.link(Orders.SERVICE, Orders.STRIPE);
    }

    private static JsonNode buy(String more) {
        return markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}%s}\
            """.formatted(more));
    }

    private static String pushed(String data) {
        String encoded = Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
        return "{\"message\":{\"data\":\"" + encoded + "\",\"messageId\":\"1\"},\"subscription\":\"s\"}";
    }

    private static String play(String kind, String token) {
        return pushed("{\"version\":\"1.0\",\"packageName\":\"games.coinslot.arcade\",\"" + kind
                + "\":{\"notificationType\":1,\"purchaseToken\":\"" + token + "\",\"sku\":\"gem_100\"}}");
    }

    private static String event(String type, String object) {
        return "{\"id\":\"evt_1\",\"type\":\"" + type + "\",\"data\":{\"object\":" + object + "}}";
    }

    private static String token(JsonNode bought) {
        return bought.path("purchaseToken").asString();
    }

    private static Receipt receipt(JsonNode bought) {
        return new Receipt(Receipt.Kind.PURCHASE_TOKEN, token(bought));
    }

    private static PaymentOrder playOrder(String purchaseId) {
        return Orders.of(Orders.GOOGLE_PLAY, purchaseId);
    }

    private String payAtStripe() {
        gateway.request(Orders.of(Orders.STRIPE, p1));
        String intentId = String.valueOf(gateway.payment(p1).marketReference());
        markets.post("/control/stripe/purchases", "{\"paymentIntentId\":\"" + intentId + "\"}");
        return intentId;
    }

    @Test
    void capturesAPlayPurchaseWhoseClientHasCrashed() {
        gateway.request(playOrder(p1));
        JsonNode bought = buy("");
        gateway.notified(Orders.GOOGLE_PLAY, "m1", play("oneTimeProductNotification", token(bought)));
        assertThat(gateway.payment(p1).isPaid()).isFalse();
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.payment(p1).isPaid()).isTrue();
        assertThat(gateway.notification(Orders.GOOGLE_PLAY, "m1").status()).isEqualTo(Status.APPLIED);
    }

    @Test
    void findsTheVeryPurchaseThatTheProfileIdNames() {
        String p2 = p1 + "-2";
        gateway.request(playOrder(p1));
        gateway.request(playOrder(p2));
        JsonNode bought = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1","obfuscatedProfileId":"%s"}}\
            """.formatted(p2));
        gateway.notified(Orders.GOOGLE_PLAY, "m1", play("oneTimeProductNotification", token(bought)));
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.payment(p1).isPaid()).isFalse();
        assertThat(gateway.payment(p2).isPaid()).isTrue();
    }

    @Test
    void theBuyerTellsWhereTheProfileIdIsOfTheGamesOwn() {
        gateway.request(playOrder(p1));
        JsonNode bought = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1","obfuscatedProfileId":"knight-7"}}\
            """);
        gateway.notified(Orders.GOOGLE_PLAY, "m1", play("oneTimeProductNotification", token(bought)));
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.payment(p1).isPaid()).isTrue();
    }

    /** Whoever has an account of their own at Stripe can have it tell of any purchase there is. */
    @Test
    void looksAtNoPurchaseOfAnotherMarketOrService() {
        gateway.request(playOrder(p1));
        gateway.notified(
                Orders.STRIPE,
                "evt_1",
                event("payment_intent.succeeded", "{\"id\":\"pi_1\",\"metadata\":{\"purchase_id\":\"" + p1 + "\"}}"));
        assertThat(gateway.openTasks(p1)).isZero();
        for (int hour = 0; hour < 50; hour++) {
            gateway.wait(java.time.Duration.ofHours(1));
        }
        assertThat(gateway.notification(Orders.STRIPE, "evt_1").status()).isEqualTo(Status.IGNORED);
    }

    @Test
    void receiptAndNotificationTogetherCaptureOnce() {
        gateway.request(playOrder(p1));
        JsonNode bought = buy("");
        gateway.notified(Orders.GOOGLE_PLAY, "m1", play("oneTimeProductNotification", token(bought)));
        gateway.submit(p1, "r1", receipt(bought));
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.notification(Orders.GOOGLE_PLAY, "m1").status()).isEqualTo(Status.APPLIED);
    }

    @Test
    void theSameMessageAgainIsOneMessage() {
        gateway.request(playOrder(p1));
        JsonNode bought = buy("");
        gateway.submit(p1, "r1", receipt(bought));
        markets.post("/control/google-play/refunds", "{\"purchaseToken\":\"" + token(bought) + "\"}");
        for (int repetition = 0; repetition < 3; repetition++) {
            gateway.notified(Orders.GOOGLE_PLAY, "m1", play("voidedPurchaseNotification", token(bought)));
        }
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void aVoidThatOvertakesTheCaptureIsNotLost() {
        gateway.request(playOrder(p1));
        JsonNode bought = buy(",\"quantity\":1");
        gateway.notified(Orders.GOOGLE_PLAY, "m1", play("voidedPurchaseNotification", token(bought)));
        gateway.submit(p1, "r1", receipt(bought));
        markets.post("/control/google-play/refunds", "{\"purchaseToken\":\"" + token(bought) + "\"}");
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void declinesAPendingPurchaseThatGoogleSaysIsCancelled() {
        gateway.request(playOrder(p1));
        JsonNode bought = buy(",\"outcome\":\"PENDING\"");
        gateway.submit(p1, "r1", receipt(bought));
        markets.post("/control/google-play/purchases/" + token(bought) + "/complete", "{\"outcome\":\"CANCELLED\"}");
        gateway.notified(Orders.GOOGLE_PLAY, "m1", play("oneTimeProductNotification", token(bought)));
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(gateway.events(PaymentEvent.PaymentDeclined.class)).hasSize(1);
    }

    @Test
    void handsAChargebackReviewToAnOperator() {
        gateway.request(playOrder(p1));
        JsonNode bought = buy("");
        gateway.submit(p1, "r1", receipt(bought));
        gateway.notified(
                Orders.GOOGLE_PLAY,
                "m1",
                pushed("{\"packageName\":\"games.coinslot.arcade\",\"pendingRefundReviewNotification\":"
                        + "{\"pendingRefundToken\":\"pending-1\",\"purchaseToken\":\"" + token(bought) + "\"}}"));
        assertThat(((PaymentEvent.PaymentParkedForOperator) gateway.lastEvent()).task())
                .isEqualTo("REFUND_REVIEW");
    }

    @Test
    void parksWhatIsNotUnderstood() {
        assertThat(gateway.notified(Orders.GOOGLE_PLAY, "m1", pushed("{ version: string }"))
                        .status())
                .isEqualTo(Status.PARKED);
        assertThat(gateway.notified(
                                Orders.GOOGLE_PLAY,
                                "m2",
                                pushed("{\"packageName\":\"games.coinslot.arcade\",\"marvelNotification\":{}}"))
                        .status())
                .isEqualTo(Status.PARKED);
        assertThat(gateway.notified(Orders.GOOGLE_PLAY, "m3", pushed("{\"packageName\":\"com.other\"}"))
                        .status())
                .isEqualTo(Status.PARKED);
        assertThat(gateway.notified(Orders.GOOGLE_PLAY, "m4", "not even an envelope")
                        .status())
                .isEqualTo(Status.PARKED);
        assertThat(gateway.notified(Orders.STRIPE, "m5", event("marvel.created", "{}"))
                        .status())
                .isEqualTo(Status.PARKED);
        assertThat(gateway.notified(Orders.STRIPE, "m6", "{ this is not JSON").status())
                .isEqualTo(Status.PARKED);
    }

    @Test
    void ignoresWhatIsOfNoInterest() {
        assertThat(gateway.notified(
                                Orders.GOOGLE_PLAY,
                                "m1",
                                pushed("{\"packageName\":\"games.coinslot.arcade\",\"testNotification\":{}}"))
                        .status())
                .isEqualTo(Status.IGNORED);
        assertThat(gateway.notified(Orders.STRIPE, "m2", event("payment_intent.succeeded", "{\"id\":\"pi_1\"}"))
                        .status())
                .isEqualTo(Status.IGNORED);
    }

    /** The broker was away for hours, and players went on buying. */
    @Test
    void findsThePurchaseOfWhatWasPaidHoursBeforeItIsHeardOf() {
        JsonNode bought = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
            """);
        gateway.notified(Orders.GOOGLE_PLAY, "m1", play("oneTimeProductNotification", token(bought)));
        for (int hour = 0; hour < 46; hour++) {
            gateway.wait(java.time.Duration.ofHours(1));
        }
        gateway.request(playOrder(p1));
        gateway.wait(java.time.Duration.ofHours(1));
        assertThat(gateway.payment(p1).isPaid()).isTrue();
        assertThat(gateway.notification(Orders.GOOGLE_PLAY, "m1").status()).isEqualTo(Status.APPLIED);
    }

    @Test
    void givesUpOnWhatBelongsToNoPurchase() {
        gateway.notified(Orders.GOOGLE_PLAY, "m1", play("oneTimeProductNotification", "unknown-token"));
        for (int hour = 0; hour < 50; hour++) {
            gateway.wait(java.time.Duration.ofHours(1));
        }
        assertThat(gateway.notification(Orders.GOOGLE_PLAY, "m1").status()).isEqualTo(Status.IGNORED);
    }

    @Test
    void capturesAStripePaymentByItsEventAlone() {
        String intentId = payAtStripe();
        gateway.notified(
                Orders.STRIPE,
                "evt_1",
                event(
                        "payment_intent.succeeded",
                        "{\"id\":\"" + intentId + "\",\"metadata\":{\"purchase_id\":\"" + p1 + "\"}}"));
        assertThat(gateway.payment(p1).isPaid()).isTrue();
        gateway.submit(p1, "r1", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, intentId));
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
    }

    @Test
    void aFailedTryIsNoVerdict() {
        gateway.request(Orders.of(Orders.STRIPE, p1));
        String intentId = String.valueOf(gateway.payment(p1).marketReference());
        markets.post(
                "/control/stripe/purchases", "{\"paymentIntentId\":\"" + intentId + "\",\"outcome\":\"DECLINED\"}");
        gateway.notified(
                Orders.STRIPE, "evt_1", event("payment_intent.payment_failed", "{\"id\":\"" + intentId + "\"}"));
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.PREPARED);
    }

    @Test
    void takesInTheVoidsThatNobodyNotified() {
        gateway.request(playOrder(p1));
        JsonNode bought = buy("");
        gateway.submit(p1, "r1", receipt(bought));
        gateway.sweep();
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).isEmpty();
        markets.post("/control/google-play/refunds", "{\"purchaseToken\":\"" + token(bought) + "\"}");
        gateway.wait(LocalGateway.SWEEP_INTERVAL);
        gateway.wait(LocalGateway.SWEEP_INTERVAL);
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void takesInAVoidOfAPartOfTheQuantity() {
        gateway.request(Orders.of(
                Orders.GOOGLE_PLAY,
                p1,
                io.coinslot.marketgateway.payment.ProductType.CONSUMABLE,
                3,
                org.joda.money.Money.parse("KRW 3600")));
        JsonNode bought = buy(",\"quantity\":3");
        gateway.submit(p1, "r1", receipt(bought));
        markets.post("/control/google-play/refunds", "{\"purchaseToken\":\"" + token(bought) + "\",\"quantity\":1}");
        gateway.sweep();
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class))
                .singleElement()
                .satisfies(refund -> assertThat(refund.amount()).hasToString("KRW 1200"));
    }

    @Test
    void takesInTheStripeEventsThatWereNotDelivered() {
        payAtStripe();
        gateway.sweep();
        assertThat(gateway.payment(p1).isPaid()).isTrue();
    }
}
