package io.coinslot.marketgateway.journey;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.market.ReceivesNotifications.Message;
import io.coinslot.marketgateway.market.ReceivesNotifications.Proven;
import io.coinslot.marketgateway.notification.RawNotification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** What the simulated App Store sends by itself, for an account that no other test has. */
abstract class AppStoreNotifications extends Journey {
    final String p1 = "pur_" + UUID.randomUUID();
    final String account = UUID.randomUUID().toString();
    Postbox postbox;

    @BeforeAll
    static void linkAppStore() {
        markets.link(Orders.SERVICE, Orders.APP_STORE);
    }

    @BeforeEach
    void openPostbox() {
        postbox = new Postbox();
        markets.post("/control/app-store/notification-target", "{\"url\":\"" + postbox.url() + "\"}");
    }

    @AfterEach
    void closePostbox() {
        markets.delete("/control/app-store/faults");
        postbox.close();
    }

    JsonNode buy(String more) {
        return markets.post("/control/app-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"appAccountToken":"%s"}%s}\
            """.formatted(account, more));
    }

    static String id(JsonNode bought) {
        return bought.path("transactionId").asString();
    }

    void send(String kind, String more) {
        markets.post(
                "/control/app-store/notifications", "{\"serviceId\":\"arcade\",\"kind\":\"" + kind + "\"" + more + "}");
    }

    static Proven prove(byte[] body) throws Exception {
        return markets.markets()
                .find(ReceivesNotifications.class, Orders.APP_STORE)
                .prove(List.of(markets.link(Orders.SERVICE, Orders.APP_STORE)), message(body));
    }

    static Message message(byte[] body) {
        return new Message() {
            @Override
            public String header(String name) {
                return null;
            }

            @Override
            public byte[] body() {
                return body;
            }
        };
    }

    /** As the controller does with what arrives. */
    RawNotification arrives(byte[] body) throws Exception {
        String messageId = prove(body).messageId();
        return gateway.notified(Orders.APP_STORE, messageId, new String(body, StandardCharsets.UTF_8));
    }

    RawNotification arrives() throws Exception {
        return arrives(postbox.take());
    }
}
