package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.OrderDraft;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.notification.RawNotification.Status;
import io.coinslot.marketgateway.payment.PaymentOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services sell in one application: a notification is proven for both, and is stored for the first. */
class TwoServicesOfOneApplicationTest {
    private static final String SECOND = "arcade-europe";

    @TempDir
    static Path folder;

    private static SimulatedMarkets markets;

    @BeforeAll
    static void open() {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.GOOGLE_PLAY);
        markets.share(SECOND, Orders.SERVICE, Orders.GOOGLE_PLAY);
    }

    @AfterAll
    static void close() throws IOException {
        markets.close();
    }

    private static PaymentOrder ofTheSecond(String purchaseId) {
        return new OrderDraft(Orders.GOOGLE_PLAY, purchaseId)
                .service(SECOND)
                .user("user-1", "account-in-europe")
                .order();
    }

    @Test
    void findsThePurchaseOfTheServiceThatSoldIt() {
        LocalGateway gateway = new LocalGateway(markets, TestSealer.in(folder));
        gateway.request(ofTheSecond("p2"));
        String token = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-in-europe"}}\
            """)
                .path("purchaseToken")
                .asString();
        String data = "{\"version\":\"1.0\",\"packageName\":\"games.coinslot.arcade\",\"oneTimeProductNotification\":"
                + "{\"notificationType\":1,\"purchaseToken\":\"" + token + "\",\"sku\":\"gem_100\"}}";
        String encoded = Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
        gateway.notified(
                Orders.GOOGLE_PLAY,
                "m1",
                "{\"message\":{\"data\":\"" + encoded + "\",\"messageId\":\"1\"},\"subscription\":\"s\"}");
        gateway.wait(LocalGateway.GRACE);
        assertThat(gateway.payment("p2").isPaid()).isTrue();
        assertThat(gateway.notification(Orders.GOOGLE_PLAY, "m1").status()).isEqualTo(Status.APPLIED);
    }
}
