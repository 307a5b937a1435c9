package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.ProductType;
import io.coinslot.marketgateway.payment.Receipt;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AppStoreJourneyTest extends AppStoreJourney {
    @Test
    void sellsFor230YenWhatAppleCalls230000() {
        JsonNode bought = buy(",\"total\":{\"amount\":\"230\",\"currency\":\"JPY\"}");
        gateway.request(Orders.of(Orders.APP_STORE, "p1", ProductType.CONSUMABLE, 1, Money.parse("JPY 230")));
        gateway.submit("p1", "r1", signed(bought));
        Capture capture = ((PaymentEvent.PaymentCaptured) gateway.lastEvent()).capture();
        assertThat(capture.transactionId()).isEqualTo(id(bought));
        assertThat(capture.application()).isEqualTo(bought.path("bundleId").asString());
        assertThat(capture.receipt()).isEqualTo(byId(bought));
        assertThat(capture.amount()).isEqualTo(Money.parse("JPY 230"));
        assertThat(capture.country()).isEqualTo("JP");
        assertThat(capture.test()).isFalse();
        assertThat(capture.acknowledgeBy()).isNull();

        gateway.confirmDelivery("p1");
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.CONSUMED));
        assertThat(gateway.openTasks("p1")).isZero();
    }

    @Test
    void sellsByTheTransactionIdAlone() {
        pay("p1", byId(buy("")));
    }

    @Test
    void sellsSeveralAtOnceForTheirTotal() {
        gateway.request(Orders.of(Orders.APP_STORE, "p1", ProductType.CONSUMABLE, 3, Money.parse("KRW 3600")));
        gateway.submit("p1", "r1", signed(buy(",\"quantity\":3")));
        assertThat(gateway.payment("p1").paid().amount()).isEqualTo(Money.parse("KRW 3600"));
    }

    @Test
    void finishesADurable() {
        gateway.request(Orders.of(Orders.APP_STORE, "p1", ProductType.DURABLE, 1, Money.parse("KRW 1200")));
        gateway.submit("p1", "r1", signed(buy(",\"type\":\"NON_CONSUMABLE\"")));
        gateway.confirmDelivery("p1");
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.ACKNOWLEDGED));
    }

    @Test
    void refusesAnotherProduct() {
        assertThat(refused("p1", signed(buy(",\"productId\":\"gem_10\""))).code())
                .isEqualTo("PRODUCT_MISMATCH");
        assertThat(refused("p2", signed(buy(",\"type\":\"AUTO_RENEWABLE_SUBSCRIPTION\"")))
                        .code())
                .isEqualTo("PRODUCT_MISMATCH");
    }

    @Test
    void refusesAnotherBuyer() {
        JsonNode others = buy(",\"appAccountToken\":\"5f0c8f6e-0000-8000-8000-000000000002\"");
        assertThat(refused("p1", signed(others)).code()).isEqualTo("BUYER_MISMATCH");
        JsonNode unbound = markets.post("/control/app-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"}}\
            """);
        assertThat(refused("p2", byId(unbound)).code()).isEqualTo("BUYER_MISMATCH");
    }

    @Test
    void refusesAnotherApplication() {
        markets.link("other-game", Orders.APP_STORE);
        JsonNode foreign = buy(",\"serviceId\":\"other-game\"");
        assertThat(refused("p1", signed(foreign)).code()).isEqualTo("APPLICATION_MISMATCH");
        assertThat(refused("p2", byId(foreign)).code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void refusesAnotherEnvironment() {
        for (String environment : new String[] {"SANDBOX", "XCODE", "LOCAL_TESTING"}) {
            JsonNode elsewhere = buy(",\"environment\":\"" + environment + "\"");
            assertThat(refused("s" + environment, signed(elsewhere)).code()).isEqualTo("ENVIRONMENT_MISMATCH");
            assertThat(refused("i" + environment, byId(elsewhere)).code()).isEqualTo("NOT_FOUND");
        }
    }

    /** What Xcode and local testing hand out is not signed: it is refused before anybody looks at what it says. */
    @Test
    void refusesWhatAppleHasNotSigned() {
        for (String proof : new String[] {"NONE", "WRONG_KEY", "WRONG_ROOT"}) {
            for (String environment : new String[] {"PRODUCTION", "XCODE", "LOCAL_TESTING"}) {
                JsonNode forged = buy(",\"proof\":\"" + proof + "\",\"environment\":\"" + environment + "\"");
                assertThat(refused(proof + environment, signed(forged)).code()).isEqualTo("INVALID_RECEIPT");
            }
        }
        assertThat(refused("truncated", new Receipt(Receipt.Kind.SIGNED_TRANSACTION, "eyJ.eyJ"))
                        .code())
                .isEqualTo("INVALID_RECEIPT");
    }

    @Test
    void refusesAnotherQuantity() {
        assertThat(refused("p1", signed(buy(",\"quantity\":2"))).code()).isEqualTo("QUANTITY_MISMATCH");
    }

    @Test
    void refusesLessMoneyOfTheSameCurrency() {
        JsonNode cheap = buy(",\"total\":{\"amount\":\"1100\",\"currency\":\"KRW\"}");
        assertThat(refused("p1", signed(cheap)).code()).isEqualTo("AMOUNT_MISMATCH");
        JsonNode free = buy(",\"total\":{\"amount\":\"0\",\"currency\":\"USD\"}");
        assertThat(refused("p2", signed(free)).code()).isEqualTo("AMOUNT_MISMATCH");
    }

    @Test
    void acceptsThePriceOfThePlayersStorefront() {
        pay("p1", signed(buy(",\"total\":{\"amount\":\"0.99\",\"currency\":\"USD\"}")));
        assertThat(gateway.payment("p1").paid().amount()).isEqualTo(Money.parse("USD 0.99"));
        assertThat(gateway.payment("p1").paid().country()).isEqualTo("US");
    }

    @Test
    void refusesWhatIsNoTransactionId() {
        for (String value : new String[] {"../../notifications/test", "2000?x=y", "abc", "123456789012345678901"}) {
            Receipt receipt = new Receipt(Receipt.Kind.TRANSACTION_ID, value);
            assertThat(refused("p" + value, receipt).code()).isEqualTo("INVALID_RECEIPT");
        }
        assertThat(refused("p1", new Receipt(Receipt.Kind.TRANSACTION_ID, "42")).code())
                .isEqualTo("NOT_FOUND");
        assertThat(refused("p2", new Receipt(Receipt.Kind.PURCHASE_TOKEN, "token"))
                        .code())
                .isEqualTo("WRONG_RECEIPT_KIND");
    }

    @Test
    void oneTransactionPaysForOnePurchase() {
        JsonNode bought = buy("");
        pay("p1", signed(bought));
        assertThat(refused("p2", signed(bought)).code()).isEqualTo("RECEIPT_ALREADY_USED");
        assertThat(refused("p3", byId(bought)).code()).isEqualTo("RECEIPT_ALREADY_USED");
        assertThat(gateway.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void theSameTransactionSignedAnewOrNamedCapturesOnce() {
        JsonNode bought = buy("");
        pay("p1", byId(bought));
        gateway.submit("p1", "r2", signed(bought));
        gateway.submit("p1", "r3", byId(bought));
        assertThat(gateway.events()).hasSize(1);
        assertThat(gateway.openTasks("p1")).isZero();
    }

    @Test
    void aSecondTransactionForAPaidPurchaseIsRefusedAndNotUsedUp() {
        pay("p1", signed(buy("")));
        JsonNode second = buy("");
        gateway.submit("p1", "r2", signed(second));
        assertThat(((ReceiptRefused) gateway.lastEvent()).code()).isEqualTo("PURCHASE_ALREADY_PAID");
        pay("p2", signed(second));
    }
}
