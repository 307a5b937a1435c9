package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens at ONE store as its time passes. */
class OneStoreTimeTest {
    @TempDir
    Path folder;

    private SimulatedMarkets markets;
    private LocalGateway gateway;

    @BeforeEach
    void open() {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.ONE_STORE);
        gateway = new LocalGateway(markets, TestSealer.in(folder));
    }

    @AfterEach
    void close() throws IOException {
        markets.close();
    }

    private Receipt buy(String purchaseId) {
        String token = markets.post("/control/one-store/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"developerPayload":"%s"}}\
            """.formatted(purchaseId))
                .path("purchaseToken")
                .asString();
        return new Receipt(Receipt.Kind.PURCHASE_TOKEN, token);
    }

    private void submit(String purchaseId) {
        gateway.request(Orders.of(Orders.ONE_STORE, purchaseId));
        gateway.submit(purchaseId, "r1", buy(purchaseId));
    }

    @Test
    void anExpiredAccessTokenIsReplacedWithinTheCall() {
        submit("p1");
        markets.post("/control/clock", "{\"advance\":\"PT61M\"}");
        submit("p2");
        assertThat(gateway.payment("p2").isPaid()).isTrue();
        // The market dates the purchase ahead of our time, as a clock in Korea might: the deadline must not be late.
        assertThat(gateway.payment("p2").paid().capturedAt()).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void withoutAnAccessTokenNothingIsSentAndNothingIsUnknown() {
        submit("p1");
        markets.post("/control/clock", "{\"advance\":\"PT61M\"}");
        markets.post(
                "/control/one-store/faults", "{\"hang\":1,\"holdMillis\":0,\"pathContains\":\"oauth\",\"limit\":1}");
        submit("p2");
        assertThat(gateway.payment("p2").isPaid()).isFalse();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment("p2").isPaid()).isTrue();
        assertThat(gateway.events(PaymentEvent.PaymentOutcomeUnknown.class)).isEmpty();
    }

    @Test
    void takesInThatTheMarketCancelledWhatWasNotFinishedForThreeDays() {
        submit("p1");
        submit("p2");
        gateway.confirmDelivery("p2");
        markets.post("/control/clock", "{\"advance\":\"PT73H\"}");
        for (String purchaseId : new String[] {"p1", "p2"}) {
            gateway.decide(
                    purchaseId,
                    payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
        }
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.payment("p1").hasNothingLeft()).isTrue();
        assertThat(gateway.payment("p2").hasNothingLeft()).isFalse();
    }
}
