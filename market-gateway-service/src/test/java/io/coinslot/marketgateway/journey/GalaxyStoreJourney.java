package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;

/** A player, Galaxy Store and the gateway: what its journeys have in common. */
abstract class GalaxyStoreJourney extends Journey {
    static final String GEMS = """
        {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
         "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
        """;

    @BeforeAll
    static void linkGalaxyStore() {
        markets.link(Orders.SERVICE, Orders.GALAXY_STORE);
    }

    @AfterEach
    void heal() {
        markets.delete("/control/galaxy-store/faults");
    }

    static PaymentOrder order(String purchaseId) {
        return Orders.of(Orders.GALAXY_STORE, purchaseId);
    }

    static JsonNode buy(String more) {
        return bought("\"price\":{\"amount\":\"1200\",\"currency\":\"KRW\"}" + more);
    }

    /** What the player's device holds after buying at the store. */
    static JsonNode bought(String fields) {
        return markets.post("/control/galaxy-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100",
             "binding":{"obfuscatedAccountId":"account-of-user-1"},%s}\
            """.formatted(fields));
    }

    static Receipt receipt(JsonNode bought) {
        return new Receipt(
                Receipt.Kind.MARKET_PURCHASE_ID, bought.path("purchaseId").asString());
    }

    static void refund(JsonNode bought) {
        markets.post(
                "/control/galaxy-store/refunds",
                "{\"purchaseId\":\"" + bought.path("purchaseId").asString() + "\"}");
    }

    ReceiptRefused refused(PaymentOrder order, Receipt receipt) {
        gateway.request(order);
        gateway.submit(order.purchaseId(), "r1", receipt);
        assertThat(gateway.payment(order.purchaseId()).isPaid()).isFalse();
        assertThat(gateway.openTasks(order.purchaseId())).isZero();
        return (ReceiptRefused) gateway.lastEvent();
    }

    ReceiptRefused refused(String purchaseId, Receipt receipt) {
        return refused(order(purchaseId), receipt);
    }

    void pay(String purchaseId, Receipt receipt) {
        gateway.request(order(purchaseId));
        gateway.submit(purchaseId, "r1", receipt);
        assertThat(gateway.payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    static void faults(String json) {
        markets.post("/control/galaxy-store/faults", json);
    }
}
