package io.coinslot.marketgateway.googleplay;

import io.coinslot.marketgateway.market.OfMarket;
import java.time.Clock;
import java.util.List;
import org.apache.http.client.HttpClient;

/** Google Play: everything that the gateway can do there. */
public final class GooglePlay {
    private GooglePlay() {}

    public static List<OfMarket> capabilities(GooglePlaySettings settings, HttpClient connections, Clock clock) {
        PlayConsoles consoles = new PlayConsoles(settings, connections);
        GoogleIdTokens tokens = new GoogleIdTokens(settings.jwksUri(), settings.pushIssuer(), connections, clock);
        return List.of(
                new PlayReceipts(consoles),
                new PlayFinishing(consoles),
                new PlayRefunds(consoles),
                new PlayReviews(consoles),
                new PlayNotifications(consoles, tokens),
                new PlayTracing(consoles),
                new PlayVoids(consoles));
    }
}
