package io.coinslot.client;

import java.net.URI;

/**
 * Coinslot's API for a game backend. Calls block, which suits virtual threads; the client is safe for use by any number
 * of threads, and one per application is enough. Failures are {@link CoinslotException}s.
 */
public final class CoinslotClient implements AutoCloseable {
    private final Transport transport;

    CoinslotClient(Transport transport) {
        this.transport = transport;
    }

    public static CoinslotClientBuilder builder() {
        return new CoinslotClientBuilder();
    }

    /** A client with the default settings. */
    public static CoinslotClient of(URI gateway, String clientId, String clientSecret) {
        return builder().gateway(gateway).credentials(clientId, clientSecret).build();
    }

    public Services services() {
        return new Services(transport);
    }

    public Products products() {
        return new Products(transport);
    }

    public Purchases purchases() {
        return new Purchases(transport);
    }

    public PurchaseEvents purchaseEvents() {
        return new PurchaseEvents(transport);
    }

    public Users users() {
        return new Users(transport);
    }

    public Devices devices() {
        return new Devices(transport);
    }

    public PaymentTokens paymentTokens() {
        return new PaymentTokens(transport);
    }

    public Deliveries deliveries() {
        return new Deliveries(transport);
    }

    public Settlements settlements() {
        return new Settlements(transport);
    }

    /** Ends running calls and frees the connections. */
    @Override
    public void close() {
        transport.close();
    }
}
