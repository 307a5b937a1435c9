package io.coinslot.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Coinslot's API for a user's device: it sees what is this user's. Calls block; the client is safe for use by any
 * number of threads. Failures are {@link CoinslotException}s.
 */
public final class DeviceClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final Transport transport;
    private final Purchases purchases;

    private DeviceClient(Transport transport) {
        this.transport = transport;
        this.purchases = new Purchases(transport);
    }

    /**
     * A client with the default settings.
     *
     * @param gateway its address as it knows itself, since proofs name it
     * @param sessions asks the game's backend for a session ({@link Devices#open}); called when the first one is needed
     *     and when one is over, in a thread of its own, which is interrupted if it takes longer than an attempt of a
     *     call may (ten seconds)
     */
    public static DeviceClient of(URI gateway, DeviceKey key, Supplier<DeviceSession> sessions) {
        return of(gateway, key, sessions, Clock.systemUTC());
    }

    /**
     * The same by an HTTP client of the caller's own ({@link CoinslotClientBuilder#http}).
     *
     * @param http is not to follow redirects; {@link #close} leaves it open
     */
    public static DeviceClient of(URI gateway, DeviceKey key, Supplier<DeviceSession> sessions, HttpClient http) {
        return by(Wire.by(http, gateway), key, sessions, Clock.systemUTC());
    }

    static DeviceClient of(URI gateway, DeviceKey key, Supplier<DeviceSession> sessions, Clock clock) {
        return by(Wire.to(gateway, CONNECT_TIMEOUT), key, sessions, clock);
    }

    private static DeviceClient by(Wire wire, DeviceKey key, Supplier<DeviceSession> sessions, Clock clock) {
        return new DeviceClient(new Transport(
                wire,
                new Retrier(RetryPolicy.DEFAULT, Retrier.JITTER, Retrier.Pause.REAL),
                new DeviceAuthorization(key, sessions, clock),
                Map.of()));
    }

    public Purchase purchase(String purchaseId) {
        return purchases.get(purchaseId);
    }

    /** The user's purchases, read page by page as the stream is used. */
    public Stream<Purchase> purchases() {
        return purchases.list(PurchaseQuery.all());
    }

    /** What a billing token of the user stands for; {@link CoinslotException.Gone} once it is expired or used. */
    public ResolvedBilling resolveBillingToken(String billingToken) {
        return purchases.resolveBillingToken(billingToken);
    }

    /** The same under the device's idempotency key: repeated with the same key it has the same answer. */
    public ResolvedBilling resolveBillingToken(String billingToken, String idempotencyKey) {
        return purchases.resolveBillingToken(billingToken, idempotencyKey);
    }

    /** Brings cards to this device that the account has on another. */
    public CardRegistrations cardRegistrations() {
        return new CardRegistrations(transport);
    }

    /** What pays in place of the user's cards. */
    public PaymentTokens paymentTokens() {
        return new PaymentTokens(transport);
    }

    /** Ends running calls and frees the connections. */
    @Override
    public void close() {
        transport.close();
    }
}
