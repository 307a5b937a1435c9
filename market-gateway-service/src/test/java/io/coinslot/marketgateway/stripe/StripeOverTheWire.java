package io.coinslot.marketgateway.stripe;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.AnsweringMarket;
import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.transport.PooledConnections;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.http.impl.client.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Our adapter to Stripe, linked to a market that answers as a test has it. */
abstract class StripeOverTheWire {
    final MarketLink link = new MarketLink(
            "arcade",
            Orders.STRIPE,
            true,
            Map.of("accountId", "acct_1"),
            new Credentials(Map.of("secretKey", "sk_test_1", "webhookSecret", "whsec_1")));
    AnsweringMarket market;
    StripeAccounts accounts;
    private CloseableHttpClient connections;

    @BeforeEach
    void open() {
        market = new AnsweringMarket();
        connections = PooledConnections.open(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(10));
        accounts = new StripeAccounts(new StripeSettings(market.address()), connections);
    }

    @AfterEach
    void close() throws IOException {
        market.close();
        connections.close();
    }
}
