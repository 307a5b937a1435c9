package io.coinslot.marketgateway.stripe;

import io.coinslot.marketgateway.Decided;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.AnsweringMarket;
import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.transport.PooledConnections;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PurchaseReactions;
import io.coinslot.marketgateway.payment.Receipt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.http.impl.client.CloseableHttpClient;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Our adapter to Stripe, linked to a market that answers as a test has it. */
abstract class StripeOverTheWire {
    static final MarketAbilities ABILITIES = new MarketAbilities(true, true, false, true, true);

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

    /** A payment of KRW 1200 that is captured. */
    static Payment paid() {
        Receipt receipt = new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, "pi_1");
        Capture capture =
                new Capture("pi_1", "acct_1", receipt, Money.parse("KRW 1200"), null, null, Instant.EPOCH, null, false);
        Payment asked = Decided.state(PurchaseReactions.requested(null, Orders.of(Orders.STRIPE, "p1"), 1, ABILITIES));
        return Decided.state(MarketAnswers.captured(asked, "r1", capture, List.of(), ABILITIES));
    }
}
