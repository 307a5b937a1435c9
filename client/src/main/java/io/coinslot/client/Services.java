package io.coinslot.client;

import static io.coinslot.client.Call.segment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Games and their links to markets. */
public final class Services {
    private static final String PATH = "/v1/services";

    private final Transport transport;

    Services(Transport transport) {
        this.transport = transport;
    }

    /** Registers a game (the admin client's right). Keep the secrets: they are shown once. */
    public ServiceSecrets register(NewService service) {
        return transport.send(Call.post(PATH, null).json(service), ServiceSecrets.class);
    }

    /** The same under the caller's idempotency key. */
    public ServiceSecrets register(NewService service, String idempotencyKey) {
        return transport.send(Call.post(PATH, idempotencyKey).json(service), ServiceSecrets.class);
    }

    public Service get(String serviceId) {
        return transport.send(Call.get(PATH + "/" + segment(serviceId)), Service.class);
    }

    public Service describe(String serviceId, ServiceDescription description) {
        return transport.send(Call.put(PATH + "/" + segment(serviceId), description), Service.class);
    }

    /** Sets how the service reaches a market, in place of what was set before. */
    public void linkMarket(String serviceId, Market market, MarketLink link) {
        transport.send(Call.put(PATH + "/" + segment(serviceId) + "/markets/" + segment(market.id()), link));
    }

    /** Says which markets are taken for purchases that name none; the first preference that fits holds. */
    public Service preferMarkets(String serviceId, List<MarketPreference> preferences) {
        return transport.send(
                Call.put(PATH + "/" + segment(serviceId) + "/market-preferences", Map.of("preferences", preferences)),
                Service.class);
    }

    /**
     * Registers the public keys (an RFC 7517 key set) with which the service's client may prove itself in place of its
     * secret; see {@link CoinslotClientBuilder#privateKey}.
     */
    public void putClientKeys(String serviceId, Map<String, Object> jwks) {
        transport.send(Call.put(PATH + "/" + segment(serviceId) + "/client-keys", Map.of("jwks", jwks)));
    }

    /** Sets what the service's client may do, as a whole (the admin client's right). */
    public ClientLimits setClientLimits(String serviceId, ClientLimits limits) {
        return transport.send(Call.put(PATH + "/" + segment(serviceId) + "/client-limits", limits), ClientLimits.class);
    }

    /**
     * Makes new secrets; the old ones go on working for the given time, which is rounded up to whole minutes. Zero ends all
     * the former ones at once. If the answer is lost, the exception has the key to ask again with.
     */
    public ServiceSecrets rotateSecrets(String serviceId, Duration keepOld) {
        return rotate(serviceId, keepOld, null);
    }

    /** The same under the caller's idempotency key: repeated with the same key it shows the same secrets. */
    public ServiceSecrets rotateSecrets(String serviceId, Duration keepOld, String idempotencyKey) {
        return rotate(serviceId, keepOld, idempotencyKey);
    }

    private ServiceSecrets rotate(String serviceId, Duration keepOld, @Nullable String idempotencyKey) {
        long minutes = Math.ceilDiv(keepOld.plusNanos(999_999_999).toSeconds(), 60);
        Call call = Call.post(PATH + "/" + segment(serviceId) + "/secrets/rotate", idempotencyKey)
                .json(Map.of("keepOldForMinutes", minutes));
        return transport.send(call, ServiceSecrets.class);
    }
}
