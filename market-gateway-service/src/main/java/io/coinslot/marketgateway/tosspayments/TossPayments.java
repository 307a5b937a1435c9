package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.OfMarket;
import java.util.List;
import org.apache.http.client.HttpClient;

/** Toss Payments: everything that the gateway can do there. */
public final class TossPayments {
    private TossPayments() {}

    public static List<OfMarket> capabilities(TossSettings settings, HttpClient connections) {
        TossShops shops = new TossShops(settings, connections);
        return List.of(
                new TossOrders(shops),
                new TossReceipts(shops),
                new TossRefunds(shops),
                new TossNotifications(shops),
                new TossTransactions(shops));
    }
}
