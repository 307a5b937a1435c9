package io.coinslot.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a {@link CoinslotClient}; gateway and credentials are needed, the rest has defaults. */
public final class CoinslotClientBuilder {
    private @Nullable URI gateway;
    private @Nullable ClientAuthentication authentication;
    private @Nullable String actingForServiceId;
    private RetryPolicy retryPolicy = RetryPolicy.DEFAULT;
    private Duration connectTimeout = Duration.ofSeconds(3);
    private @Nullable HttpClient http;
    private Clock clock = Clock.systemUTC();
    private RandomGenerator random = Retrier.JITTER;
    private Retrier.Pause pause = Retrier.Pause.REAL;

    CoinslotClientBuilder() {}

    public CoinslotClientBuilder gateway(URI newGateway) {
        gateway = newGateway;
        return this;
    }

    /** Client credentials with a secret. */
    public CoinslotClientBuilder credentials(String clientId, String clientSecret) {
        authentication = new ClientAuthentication.Secret(clientId, clientSecret);
        return this;
    }

    /** Client credentials with a key of one's own (private_key_jwt): P-256 or RSA. */
    public CoinslotClientBuilder privateKey(String clientId, @Nullable String keyId, PrivateKey key) {
        authentication = new ClientAuthentication.Key(clientId, keyId, key, clock);
        return this;
    }

    /** For the admin client: the service that its calls are made for. */
    public CoinslotClientBuilder actingFor(String serviceId) {
        actingForServiceId = serviceId;
        return this;
    }

    public CoinslotClientBuilder retryPolicy(RetryPolicy newRetryPolicy) {
        retryPolicy = newRetryPolicy;
        return this;
    }

    public CoinslotClientBuilder connectTimeout(Duration newConnectTimeout) {
        connectTimeout = newConnectTimeout;
        return this;
    }

    /**
     * The HTTP client that carries the calls, in place of a default one: with a proxy or a TLS context of the caller's own,
     * or one that records what it carries. It sets its own time to connect and is not to follow redirects;
     * {@link CoinslotClient#close} leaves it open.
     */
    public CoinslotClientBuilder http(HttpClient newHttp) {
        http = newHttp;
        return this;
    }

    CoinslotClientBuilder time(Clock newClock, RandomGenerator newRandom, Retrier.Pause newPause) {
        clock = newClock;
        random = newRandom;
        pause = newPause;
        return this;
    }

    public CoinslotClient build() {
        URI address = Objects.requireNonNull(gateway, "the gateway is missing");
        Wire wire = http == null ? Wire.to(address, connectTimeout) : Wire.by(http, address);
        Retrier retrier = new Retrier(retryPolicy, random, pause);
        TokenSource tokens =
                new TokenSource(wire, Objects.requireNonNull(authentication, "the credentials are missing"), clock);
        Map<String, String> headers =
                actingForServiceId == null ? Map.of() : Map.of("Coinslot-Service", actingForServiceId);
        return new CoinslotClient(new Transport(wire, retrier, new BearerAuthorization(tokens), headers));
    }
}
