package io.coinslot.marketgateway.market;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The clients of one market, one per service, made anew when the service's link changes.
 *
 * @param <C> the market library's client
 */
public final class LinkedClients<C> {
    /** Makes a client from a link. */
    @FunctionalInterface
    public interface Factory<C> {
        C create(MarketLink link) throws MarketFailure;
    }

    private record Entry<C>(MarketLink link, C client) {}

    private final Factory<C> factory;
    private final ConcurrentMap<String, Entry<C>> clients = new ConcurrentHashMap<>();

    public LinkedClients(Factory<C> factory) {
        this.factory = factory;
    }

    /** The client for the link. Two at once may make two; the later one stays. */
    public C of(MarketLink link) throws MarketFailure {
        Entry<C> entry = clients.get(link.serviceId());
        if (entry == null || !(entry.link() == link || entry.link().equals(link))) {
            entry = new Entry<>(link, factory.create(link));
            clients.put(link.serviceId(), entry);
        }
        return entry.client();
    }
}
