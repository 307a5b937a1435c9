package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.market.transport.JsonExchange;
import java.time.Clock;
import java.util.List;
import org.apache.http.client.HttpClient;

/**
 * ONE store: everything that the gateway can do there. The API V7 cancels no managed product at a developer's request,
 * so there are no refunds of ours; and since the purchase is named in what the client gives along (developerPayload),
 * which notifications repeat, nobody has to be traced by a look-up.
 */
public final class OneStore {
    private OneStore() {}

    public static List<OfMarket> capabilities(OneStoreSettings settings, HttpClient connections, Clock clock) {
        OneStoreApps apps = new OneStoreApps(settings, new JsonExchange(connections), clock);
        return List.of(
                new OneStoreReceipts(apps, clock),
                new OneStoreFinishing(apps),
                new OneStoreCancellations(apps),
                new OneStoreNotifications(apps),
                new OneStoreVoids(apps));
    }
}
