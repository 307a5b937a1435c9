package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.ProductType;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Instant;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GalaxyStoreJourneyTest extends GalaxyStoreJourney {
    @Test
    void sellsAConsumable() {
        Instant before = Instant.now().minusSeconds(2);
        JsonNode bought = buy("");
        pay("p1", receipt(bought));
        Capture capture = ((PaymentEvent.PaymentCaptured) gateway.lastEvent()).capture();
        assertThat(capture.transactionId()).isEqualTo(bought.path("orderId").asString());
        assertThat(capture.application()).isEqualTo(bought.path("packageName").asString());
        assertThat(capture.amount()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(capture.country()).isEqualTo("KR");
        assertThat(capture.test()).isFalse();
        assertThat(capture.capturedAt()).isBetween(before, Instant.now());
        assertThat(capture.acknowledgeBy()).isNull();

        gateway.confirmDelivery("p1");
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.CONSUMED));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.openTasks("p1")).isZero();
    }

    private void deliverADurable(String more) {
        gateway.request(Orders.of(Orders.GALAXY_STORE, "p1", ProductType.DURABLE, 1, Money.parse("KRW 1200")));
        gateway.submit("p1", "r1", receipt(buy(more)));
        gateway.confirmDelivery("p1");
    }

    @Test
    void acknowledgesADurable() {
        deliverADurable(",\"itemType\":\"NON_CONSUMABLE\"");
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.ACKNOWLEDGED));
    }

    @Test
    void leavesADurableUnconsumedWhereTheStoreKnowsNoSuchItems() {
        deliverADurable("");
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.NOT_NEEDED));
    }

    @Test
    void leavesToAnOperatorWhatTheStoreWillNotConsume() {
        pay("p1", receipt(buy(",\"itemType\":\"NON_CONSUMABLE\"")));
        gateway.confirmDelivery("p1");
        assertThat(gateway.lastEvent()).isInstanceOf(PaymentEvent.PaymentParkedForOperator.class);
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void marksATestPurchase() {
        pay("p1", receipt(buy(",\"mode\":\"TEST\"")));
        assertThat(gateway.payment("p1").paid().test()).isTrue();
    }

    @Test
    void takesATestPurchaseThatCostNothing() {
        pay("p1", receipt(bought("\"mode\":\"TEST\",\"price\":{\"amount\":\"0\",\"currency\":\"KRW\"}")));
        assertThat(gateway.payment("p1").paid().test()).isTrue();
        gateway.confirmDelivery("p1");
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
    }

    @Test
    void refusesAReceiptOfAnotherItem() {
        JsonNode bought = markets.post("/control/galaxy-store/purchases", """
            {"serviceId":"arcade","productId":"gem_10","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
            """);
        assertThat(refused("p1", receipt(bought)).code()).isEqualTo("PRODUCT_MISMATCH");
    }

    @Test
    void refusesAReceiptOfAnotherBuyerOrOfNone() {
        String price = "\"productId\":\"gem_100\",\"price\":{\"amount\":\"1200\",\"currency\":\"KRW\"}";
        JsonNode others = markets.post(
                "/control/galaxy-store/purchases",
                "{\"serviceId\":\"arcade\"," + price + ",\"binding\":{\"obfuscatedAccountId\":\"account-of-user-2\"}}");
        assertThat(refused("p1", receipt(others)).code()).isEqualTo("BUYER_MISMATCH");
        JsonNode nobodys = markets.post("/control/galaxy-store/purchases", "{\"serviceId\":\"arcade\"," + price + "}");
        assertThat(refused("p2", receipt(nobodys)).code()).isEqualTo("BUYER_MISMATCH");
    }

    @Test
    void refusesAReceiptThatWasBoughtForAnotherPurchaseOfTheSameBuyer() {
        JsonNode bought = markets.post("/control/galaxy-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1","obfuscatedProfileId":"pur_0123456789abcdefghijklmno"}}\
            """);
        assertThat(refused("p1", receipt(bought)).code()).isEqualTo("PURCHASE_MISMATCH");
    }

    @Test
    void refusesAReceiptOfAnotherApplication() {
        markets.link("other-game", Orders.GALAXY_STORE);
        JsonNode bought = markets.post("/control/galaxy-store/purchases", """
            {"serviceId":"other-game","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
            """);
        assertThat(refused("p1", receipt(bought)).code()).isEqualTo("APPLICATION_MISMATCH");
    }

    @Test
    void refusesToSellMoreThanOneAtATime() {
        PaymentOrder two = Orders.of(Orders.GALAXY_STORE, "p1", ProductType.CONSUMABLE, 2, Money.parse("KRW 2400"));
        assertThat(refused(two, receipt(buy(""))).code()).isEqualTo("QUANTITY_MISMATCH");
    }

    @Test
    void refusesLessMoneyOfTheSameCurrencyAndNoneOfAnother() {
        JsonNode less = bought("\"total\":{\"amount\":\"1199\",\"currency\":\"KRW\"}");
        assertThat(refused("p1", receipt(less)).code()).isEqualTo("AMOUNT_MISMATCH");
        JsonNode nothing = bought("\"total\":{\"amount\":\"0.00\",\"currency\":\"USD\"}");
        assertThat(refused("p2", receipt(nothing)).code()).isEqualTo("AMOUNT_MISMATCH");
    }

    @Test
    void acceptsThePlayersLocalPriceAndTaxesOnTop() {
        pay("p1", receipt(bought("\"total\":{\"amount\":\"0.93\",\"currency\":\"USD\"}")));
        assertThat(gateway.payment("p1").paid().amount()).isEqualTo(Money.parse("USD 0.93"));
        assertThat(gateway.payment("p1").paid().country()).isEqualTo("US");
        pay("p2", receipt(bought("\"total\":{\"amount\":\"1320\",\"currency\":\"KRW\"}")));
        assertThat(gateway.payment("p2").paid().amount()).isEqualTo(Money.parse("KRW 1320"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9c", "../receipt?purchaseID=1", "a b", "&purchaseID=x"})
    void refusesWhatIsNoPurchaseId(String value) {
        Receipt forged = new Receipt(Receipt.Kind.MARKET_PURCHASE_ID, value);
        assertThat(refused("p1", forged).code()).isEqualTo("INVALID_RECEIPT");
    }

    @Test
    void refusesAPurchaseThatTheStoreDoesNotKnow() {
        Receipt forged = new Receipt(Receipt.Kind.MARKET_PURCHASE_ID, "0".repeat(64));
        assertThat(refused("p1", forged).code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void refusesAReceiptOfAnotherKind() {
        Receipt foreign = new Receipt(Receipt.Kind.PURCHASE_TOKEN, "0".repeat(64));
        assertThat(refused("p1", foreign).code()).isEqualTo("WRONG_RECEIPT_KIND");
    }

    @Test
    void onePurchaseAtTheStorePaysForOneHere() {
        Receipt receipt = receipt(buy(""));
        pay("p1", receipt);
        assertThat(refused("p2", receipt).code()).isEqualTo("RECEIPT_ALREADY_USED");
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void theSameReceiptAgainCapturesOnce() {
        Receipt receipt = receipt(buy(""));
        pay("p1", receipt);
        gateway.submit("p1", "r2", receipt);
        assertThat(gateway.events()).hasSize(1);
    }

    @Test
    void refusesASecondTransactionForAPaidPurchase() {
        pay("p1", receipt(buy("")));
        gateway.submit("p1", "r2", receipt(buy("")));
        assertThat(((ReceiptRefused) gateway.lastEvent()).code()).isEqualTo("PURCHASE_ALREADY_PAID");
    }
}
