package io.coinslot.marketgateway.galaxystore;

import io.coinslot.marketgateway.market.LinkedClients;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.market.transport.JsonExchange;
import java.time.Clock;
import java.util.List;
import org.apache.http.client.HttpClient;

/**
 * Galaxy Store: everything that the gateway can do there. Items cannot be refunded by a call, only in Seller Portal; the
 * store then tells, or the order list does.
 */
public final class GalaxyStore {
    private GalaxyStore() {}

    public static List<OfMarket> capabilities(GalaxyStoreSettings settings, HttpClient connections, Clock clock) {
        JsonExchange exchange = new JsonExchange(connections);
        LinkedClients<GalaxySeller> sellers =
                new LinkedClients<>(link -> GalaxySeller.of(link, settings, exchange, clock));
        return List.of(
                new GalaxyReceipts(sellers),
                new GalaxyRecords(sellers),
                new GalaxyFinishing(sellers),
                new GalaxyNotifications(sellers, clock),
                new GalaxyOrders(sellers));
    }
}
