package io.coinslot.marketgateway.market.transport;

import io.coinslot.marketgateway.payment.MarketId;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.http.client.HttpClient;
import org.apache.http.impl.client.CloseableHttpClient;

/** A pool of connections for each market: one that does not answer keeps its own, and takes none from the others. */
public final class MarketConnections implements AutoCloseable {
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Duration answerTimeout;
    private final Map<MarketId, CloseableHttpClient> byMarket = new ConcurrentHashMap<>();

    public MarketConnections(Duration connectTimeout, Duration readTimeout, Duration answerTimeout) {
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
        this.answerTimeout = answerTimeout;
    }

    /** The market's own connections, opened when they are first asked for. */
    public HttpClient of(MarketId market) {
        return byMarket.computeIfAbsent(
                market, any -> PooledConnections.open(connectTimeout, readTimeout, answerTimeout));
    }

    @Override
    public void close() throws IOException {
        for (CloseableHttpClient connections : byMarket.values()) {
            connections.close();
        }
    }
}
