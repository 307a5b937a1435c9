package io.coinslot.gateway.limit;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.ClientRecord.Ended;
import io.coinslot.gateway.client.Clients;
import io.coinslot.gateway.client.RateLimit;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rate limit of each client and which of its tokens ended, read again in the background every half minute. While
 * the store is away what is known last holds; for a client of which nothing is known the default does, and no token
 * ended.
 */
public final class ClientLimits {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLimits.class);
    private static final int REMEMBERED = 10_000;
    static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(30);

    private final Clients clients;
    private final RateLimit defaultLimit;
    private final LoadingCache<String, Known> known;

    private record Known(RateLimit limit, Ended ended) {}

    public ClientLimits(Clients clients, RateLimit defaultLimit) {
        this(
                clients,
                defaultLimit,
                Ticker.systemTicker(),
                task -> Thread.ofVirtual().start(task));
    }

    ClientLimits(Clients clients, RateLimit defaultLimit, Ticker ticker, Executor background) {
        this.clients = clients;
        this.defaultLimit = defaultLimit;
        this.known = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .refreshAfterWrite(READ_AGAIN_AFTER)
                .ticker(ticker)
                .executor(background)
                .build(new Reader());
    }

    public RateLimit of(String clientId) {
        return known.get(clientId).limit();
    }

    /** Which of its tokens count no longer. */
    public Ended ended(String clientId) {
        return known.get(clientId).ended();
    }

    /** Makes a change hold here at once; other gateways see it within half a minute. */
    public void changed(String clientId) {
        known.invalidate(clientId);
    }

    private final class Reader implements CacheLoader<String, Known> {
        @Override
        public Known load(String clientId) {
            return readOr(new Known(defaultLimit, Ended.NONE), clientId);
        }

        @Override
        public Known reload(String clientId, Known former) {
            return readOr(former, clientId);
        }

        private Known readOr(Known otherwise, String clientId) {
            try {
                return clients.find(clientId).map(this::of).orElse(new Known(defaultLimit, Ended.NONE));
            } catch (RuntimeException e) {
                LOG.warn("The limits of client {} cannot be read; {} holds", clientId, otherwise.limit(), e);
                return otherwise;
            }
        }

        private Known of(ClientRecord client) {
            RateLimit own = client.rateLimit();
            return new Known(own == null ? defaultLimit : own, client.ended());
        }
    }
}
