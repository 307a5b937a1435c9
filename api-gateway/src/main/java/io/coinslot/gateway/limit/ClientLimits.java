package io.coinslot.gateway.limit;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import io.coinslot.gateway.client.RateLimit;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rate limit of each client, read again in the background every half minute. While the store is away the last
 * known limit holds; the default does for a client of which none is known.
 */
public final class ClientLimits {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLimits.class);
    private static final int REMEMBERED = 10_000;
    static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(30);

    private final Clients clients;
    private final RateLimit defaultLimit;
    private final LoadingCache<String, RateLimit> limits;

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
        this.limits = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .refreshAfterWrite(READ_AGAIN_AFTER)
                .ticker(ticker)
                .executor(background)
                .build(new Reader());
    }

    public RateLimit of(String clientId) {
        return limits.get(clientId);
    }

    /** Makes a change hold here at once; other gateways see it within half a minute. */
    public void changed(String clientId) {
        limits.invalidate(clientId);
    }

    private final class Reader implements CacheLoader<String, RateLimit> {
        @Override
        public RateLimit load(String clientId) {
            return readOr(defaultLimit, clientId);
        }

        @Override
        public RateLimit reload(String clientId, RateLimit known) {
            return readOr(known, clientId);
        }

        private RateLimit readOr(RateLimit otherwise, String clientId) {
            try {
                RateLimit own =
                        clients.find(clientId).map(ClientRecord::rateLimit).orElse(null);
                return own == null ? defaultLimit : own;
            } catch (RuntimeException e) {
                LOG.warn("The limits of client {} cannot be read; {} holds", clientId, otherwise, e);
                return otherwise;
            }
        }
    }
}
