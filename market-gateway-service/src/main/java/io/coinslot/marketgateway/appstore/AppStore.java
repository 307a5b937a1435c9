package io.coinslot.marketgateway.appstore;

import io.coinslot.marketgateway.market.OfMarket;
import java.time.Clock;
import java.util.List;
import org.apache.http.client.HttpClient;

/** The App Store: everything that the gateway can do there. Merchants give no money back there; Apple alone does. */
public final class AppStore {
    private AppStore() {}

    public static List<OfMarket> capabilities(AppStoreSettings settings, HttpClient connections, Clock clock) {
        AppStoreDesks desks = new AppStoreDesks(settings, connections, clock);
        return List.of(
                new AppStoreReceipts(desks),
                new AppStoreFinishing(desks),
                new AppStoreRefunds(desks),
                new AppStoreNotifications(desks),
                new AppStoreTracing(desks),
                new AppStoreHistory(desks),
                new AppStoreReviews(desks));
    }
}
