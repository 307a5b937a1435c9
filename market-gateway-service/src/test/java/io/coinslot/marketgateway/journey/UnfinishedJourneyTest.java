package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivered, but the market cannot be told: who is warned before it gives the money back. */
class UnfinishedJourneyTest {
    @TempDir
    static Path folder;

    private static SimulatedMarkets markets;
    private LocalGateway gateway;

    @BeforeAll
    static void open() {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.GOOGLE_PLAY);
    }

    @AfterAll
    static void close() throws IOException {
        markets.close();
    }

    @BeforeEach
    void deliverWhileTheMarketIsIll() {
        gateway = new LocalGateway(markets, TestSealer.in(folder));
        String token = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
            """)
                .path("purchaseToken")
                .asString();
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, "p1"));
        gateway.submit("p1", "r1", new Receipt(Receipt.Kind.PURCHASE_TOKEN, token));
        markets.post("/control/google-play/faults", "{\"errorRate\":1,\"errorStatus\":503}");
        gateway.confirmDelivery("p1");
    }

    @AfterEach
    void heal() {
        markets.delete("/control/google-play/faults");
    }

    private Instant acknowledgeBy() {
        return gateway.payment("p1").paid().acknowledgeBy();
    }

    private void waitUntil(Instant time) {
        gateway.wait(Duration.between(gateway.now(), time));
    }

    private List<String> reports() {
        return gateway.events(PaymentEvent.PaymentParkedForOperator.class).stream()
                .map(PaymentEvent.PaymentParkedForOperator::reason)
                .toList();
    }

    @Test
    void anOperatorIsToldADayBeforeTheMarketGivesTheMoneyBack() {
        waitUntil(acknowledgeBy().minus(Duration.ofHours(25)));
        assertThat(reports()).isEmpty();
        waitUntil(acknowledgeBy().minus(Duration.ofHours(23)));
        assertThat(reports())
                .singleElement()
                .asString()
                .contains("gives the money back by itself at " + acknowledgeBy());
        heal();
        gateway.wait(Duration.ofHours(1));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(reports()).hasSize(1);
    }

    @Test
    void nobodyIsToldOfWhatIsFinishedInTime() {
        heal();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment("p1").status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.openTasks("p1")).isZero();
        waitUntil(acknowledgeBy());
        assertThat(reports()).isEmpty();
    }
}
