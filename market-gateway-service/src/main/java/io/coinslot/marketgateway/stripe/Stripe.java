package io.coinslot.marketgateway.stripe;

import io.coinslot.marketgateway.market.OfMarket;
import java.time.Clock;
import java.util.List;
import org.apache.http.client.HttpClient;

/** Stripe: everything that the gateway can do there. */
public final class Stripe {
    private Stripe() {}

    public static List<OfMarket> capabilities(StripeSettings settings, HttpClient connections, Clock clock) {
        StripeAccounts accounts = new StripeAccounts(settings, connections);
        return List.of(
                new StripeIntents(accounts),
                new StripeCharges(accounts),
                new StripeReceipts(accounts),
                new StripeRefunds(accounts),
                new StripeNotifications(accounts, clock),
                new StripeEvents(accounts));
    }
}
