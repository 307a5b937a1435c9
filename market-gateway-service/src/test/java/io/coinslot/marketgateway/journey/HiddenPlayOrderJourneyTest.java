package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentCaptured;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentParkedForOperator;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google Play says that a purchase is paid and does not show its order yet. */
class HiddenPlayOrderJourneyTest {
    @TempDir
    static Path folder;

    private static SimulatedMarkets markets;

    @BeforeAll
    static void open() {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.GOOGLE_PLAY);
    }

    @AfterAll
    static void close() throws IOException {
        markets.close();
    }

    @Test
    void capturesWhenTheOrderIsShown() {
        LocalGateway gateway = new LocalGateway(markets, TestSealer.in(folder));
        String token = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
            """)
                .path("purchaseToken")
                .asString();
        markets.post("/control/google-play/faults", """
            {"errorRate":1,"errorStatus":404,"pathContains":"orders","limit":3}\
            """);
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, "p1"));
        gateway.submit("p1", "r1", new Receipt(Receipt.Kind.PURCHASE_TOKEN, token));
        for (int minute = 0; minute < 2; minute++) {
            gateway.wait(Duration.ofMinutes(1));
            assertThat(gateway.events()).isEmpty();
        }
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.events(ReceiptRefused.class)).isEmpty();
        assertThat(gateway.events(PaymentParkedForOperator.class)).isEmpty();
    }
}
