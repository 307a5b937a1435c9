package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;

/** A player, the App Store and the gateway: what its journeys have in common. */
abstract class AppStoreJourney extends Journey {
    @BeforeAll
    static void linkAppStore() {
        markets.link(Orders.SERVICE, Orders.APP_STORE);
    }

    @AfterEach
    void heal() {
        markets.delete("/control/app-store/faults");
    }

    /** What a player's device holds after buying; later fields take the place of earlier ones. */
    static JsonNode buy(String more) {
        return markets.post("/control/app-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"appAccountToken":"5f0c8f6e-0000-8000-8000-000000000001"}%s}\
            """.formatted(more));
    }

    static Receipt signed(JsonNode bought) {
        return new Receipt(
                Receipt.Kind.SIGNED_TRANSACTION,
                bought.path("signedTransaction").asString());
    }

    static String id(JsonNode bought) {
        return bought.path("transactionId").asString();
    }

    static Receipt byId(JsonNode bought) {
        return new Receipt(Receipt.Kind.TRANSACTION_ID, id(bought));
    }

    ReceiptRefused refused(String purchaseId, Receipt receipt) {
        gateway.request(Orders.of(Orders.APP_STORE, purchaseId));
        gateway.submit(purchaseId, "r1", receipt);
        assertThat(gateway.payment(purchaseId).isPaid()).isFalse();
        assertThat(gateway.openTasks(purchaseId)).isZero();
        return (ReceiptRefused) gateway.lastEvent();
    }

    void pay(String purchaseId, Receipt receipt) {
        gateway.request(Orders.of(Orders.APP_STORE, purchaseId));
        gateway.submit(purchaseId, "r1", receipt);
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    static JsonNode refund(JsonNode bought, String more) {
        return markets.post("/control/app-store/refunds", "{\"transactionId\":\"" + id(bought) + "\"" + more + "}");
    }

    static void faults(String json) {
        markets.post("/control/app-store/faults", json);
    }
}
