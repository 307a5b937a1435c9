package io.coinslot.marketgateway.googleplay;

import io.coinslot.marketgateway.market.OfMarket;
import java.util.List;
import org.apache.http.client.HttpClient;

/** Google Play: everything that the gateway can do there. */
public final class GooglePlay {
    private GooglePlay() {}

    public static List<OfMarket> capabilities(GooglePlaySettings settings, HttpClient connections) {
        PlayConsoles consoles = new PlayConsoles(settings, connections);
        return List.of(new PlayReceipts(consoles), new PlayFinishing(consoles), new PlayRefunds(consoles));
    }
}
