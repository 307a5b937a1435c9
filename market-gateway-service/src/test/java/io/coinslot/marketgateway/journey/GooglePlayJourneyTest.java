package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.ProductType;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Google Play sold is captured, and nothing that differs from the purchase. */
class GooglePlayJourneyTest extends GooglePlayJourney {
    @Test
    void sellsAConsumable() {
        JsonNode bought = buy(",\"tax\":{\"amount\":\"109\",\"currency\":\"KRW\"}");
        pay("p1", token(bought));
        Capture capture = ((PaymentEvent.PaymentCaptured) gateway.lastEvent()).capture();
        assertThat(capture.transactionId()).isEqualTo(bought.path("orderId").asString());
        assertThat(capture.application()).isEqualTo(bought.path("packageName").asString());
        assertThat(capture.amount()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(capture.tax()).isEqualTo(Money.parse("KRW 109"));
        assertThat(capture.country()).isEqualTo("KR");
        assertThat(capture.test()).isFalse();
        assertThat(capture.acknowledgeBy()).isEqualTo(capture.capturedAt().plus(Duration.ofDays(3)));

        gateway.confirmDelivery("p1");
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.CONSUMED));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.openTasks("p1")).isZero();
    }

    @Test
    void acknowledgesADurable() {
        JsonNode bought = buy("");
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, "p1", ProductType.DURABLE, 1, Money.parse("KRW 1200")));
        gateway.submit("p1", "r1", token(bought));
        gateway.confirmDelivery("p1");
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.ACKNOWLEDGED));
    }

    @Test
    void marksATestPurchase() {
        pay("p1", token(buy(",\"purchaseType\":\"TEST\"")));
        assertThat(gateway.payment("p1").paid().test()).isTrue();
    }

    @Test
    void refusesAReceiptOfAnotherProduct() {
        JsonNode bought = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_10","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
            """);
        assertThat(refused("p1", token(bought)).code()).isEqualTo("PRODUCT_MISMATCH");
    }

    @Test
    void refusesAReceiptOfAnotherBuyer() {
        JsonNode bought = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-2"}}\
            """);
        assertThat(refused("p1", token(bought)).code()).isEqualTo("BUYER_MISMATCH");
    }

    @Test
    void refusesAReceiptThatWasBoughtForAnotherPurchaseOfTheSameBuyer() {
        JsonNode bought = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1","obfuscatedProfileId":"pur_0123456789abcdefghijklmno"}}\
            """);
        assertThat(refused("p1", token(bought)).code()).isEqualTo("PURCHASE_MISMATCH");
    }

    @Test
    void refusesAReceiptOfAnotherApplication() {
        markets.link("other-game", Orders.GOOGLE_PLAY);
        JsonNode bought = markets.post("/control/google-play/purchases", """
            {"serviceId":"other-game","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
            """);
        assertThat(refused("p1", token(bought)).code()).isEqualTo("APPLICATION_MISMATCH");
    }

    @Test
    void refusesAnotherQuantity() {
        assertThat(refused("p1", token(buy(",\"quantity\":2"))).code()).isEqualTo("QUANTITY_MISMATCH");
    }

    @Test
    void refusesLessMoneyOfTheSameCurrency() {
        JsonNode bought = buy(",\"total\":{\"amount\":\"1100\",\"currency\":\"KRW\"}");
        assertThat(refused("p1", token(bought)).code()).isEqualTo("AMOUNT_MISMATCH");
    }

    @Test
    void acceptsThePlayersLocalPriceAndTaxesOnTop() {
        pay("p1", token(buy(",\"total\":{\"amount\":\"0.93\",\"currency\":\"USD\"}")));
        assertThat(gateway.payment("p1").paid().amount()).isEqualTo(Money.parse("USD 0.93"));
        pay("p2", token(buy(",\"total\":{\"amount\":\"1320\",\"currency\":\"KRW\"}")));
        assertThat(gateway.payment("p2").paid().amount()).isEqualTo(Money.parse("KRW 1320"));
    }

    @Test
    void refusesNothingAtAllInWhateverCurrency() {
        for (String nothing : List.of("KRW", "USD")) {
            JsonNode bought = buy(",\"total\":{\"amount\":\"0\",\"currency\":\"" + nothing + "\"}");
            assertThat(refused("p-" + nothing, token(bought)).code()).isEqualTo("AMOUNT_MISMATCH");
        }
    }

    @Test
    void takesWhatALicenceTesterBoughtForNothingAsATestPurchase() {
        for (String nothing : List.of("KRW", "USD")) {
            pay(
                    "p-" + nothing,
                    token(buy(",\"purchaseType\":\"TEST\",\"total\":{\"amount\":\"0\",\"currency\":\"" + nothing
                            + "\"}")));
            assertThat(gateway.payment("p-" + nothing).paid().test()).isTrue();
            assertThat(gateway.payment("p-" + nothing).paid().amount().isZero()).isTrue();
        }
    }

    @Test
    void refusesATokenThatGoogleDoesNotKnow() {
        Receipt forged = new Receipt(Receipt.Kind.PURCHASE_TOKEN, "no-such-token");
        assertThat(refused("p1", forged).code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void refusesAReceiptOfAnotherKind() {
        Receipt foreign = new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, "pi_1");
        assertThat(refused("p1", foreign).code()).isEqualTo("WRONG_RECEIPT_KIND");
    }

    @Test
    void oneTokenPaysForOnePurchase() {
        Receipt token = token(buy(""));
        pay("p1", token);
        assertThat(refused("p2", token).code()).isEqualTo("RECEIPT_ALREADY_USED");
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void theSameReceiptAgainCapturesOnce() {
        Receipt token = token(buy(""));
        pay("p1", token);
        gateway.submit("p1", "r2", token);
        assertThat(gateway.events()).hasSize(1);
    }
}
