package io.coinslot.examplegame.connection;

import io.coinslot.client.CoinslotClient;
import io.coinslot.client.WebhookVerifier;

/** Coinslot as this game knows it: the client that calls it and the verifier of what it sends. */
public record Coinslot(Connection connection, CoinslotClient client, WebhookVerifier webhooks)
        implements AutoCloseable {

    /** Takes up the connection. */
    public static Coinslot at(Connection connection) {
        CoinslotClient client =
                CoinslotClient.of(connection.gateway(), connection.clientId(), connection.clientSecret());
        return new Coinslot(connection, client, WebhookVerifier.of(connection.webhookSecret()));
    }

    @Override
    public void close() {
        client.close();
    }
}
