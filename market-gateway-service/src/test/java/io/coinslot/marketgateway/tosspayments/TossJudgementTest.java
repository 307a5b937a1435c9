package io.coinslot.marketgateway.tosspayments;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.VerifiesReceipts.Paid;
import io.coinslot.marketgateway.market.VerifiesReceipts.StillPending;
import io.coinslot.marketgateway.market.VerifiesReceipts.Verdict;
import io.coinslot.marketgateway.market.transport.PooledConnections;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.PaymentOrder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.http.impl.client.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is paid and on its way back stays paid until it is back, for it may not get there. */
class TossJudgementTest {
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final PaymentOrder asked = Orders.of(Orders.TOSS_PAYMENTS, "p1");
    private CloseableHttpClient connections;
    private TossShop shop;

    @BeforeEach
    void open() {
        connections = PooledConnections.open(WAIT, WAIT, WAIT);
        shop = new TossShop(
                new TossConnection(URI.create("http://127.0.0.1:1"), "test_sk_1", connections), "merchant", true);
    }

    @AfterEach
    void close() throws IOException {
        connections.close();
    }

    private Verdict whollyCancelled(String cancelStatus) throws MarketFailure {
        return TossJudgement.of(
                shop, asked, TossPayment.read(JsonMapper.shared().readTree("""
                    {"paymentKey":"key-1","mId":"merchant","orderId":"%s","status":"CANCELED","currency":"KRW",
                     "totalAmount":1200,"approvedAt":"2026-11-22T21:00:00+09:00",
                     "cancels":[{"transactionKey":"t-1","cancelAmount":1200,"cancelReason":"at the console",
                                 "cancelStatus":"%s"}]}\
                    """.formatted(
                                asked.orderReference(), cancelStatus))));
    }

    @Test
    void isPendingWhileTheMoneyIsOnItsWayBack() throws MarketFailure {
        assertThat(whollyCancelled("IN_PROGRESS")).isInstanceOf(StillPending.class);
    }

    @Test
    void isPaidAndGivenBackOnceItIs() throws MarketFailure {
        assertThat(whollyCancelled("DONE"))
                .isInstanceOfSatisfying(
                        Paid.class,
                        paid -> assertThat(paid.moneyBack())
                                .singleElement()
                                .isInstanceOf(MoneyBack.MarketRefund.class));
    }
}
