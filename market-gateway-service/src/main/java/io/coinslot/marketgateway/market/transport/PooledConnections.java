package io.coinslot.marketgateway.market.transport;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.config.SocketConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;

/**
 * Connections that are kept open between requests. Nothing is repeated behind our back: whether a request may be sent
 * again is decided by the task that sends it.
 */
public final class PooledConnections {
    private static final int PER_ROUTE = 128;
    private static final int IN_ALL = 256;
    private static final int VALIDATE_AFTER_MILLIS = 1_000;
    private static final int IDLE_SECONDS = 20;
    private static final long LARGEST_ANSWER_BYTES = 8 * 1024 * 1024;

    private PooledConnections() {}

    /**
     * A pool of its own, bounded in size, waits and idle time; answers are bounded too, for all that is read over it.
     *
     * @param readTimeout how long the next byte is waited for
     * @param answerTimeout how long an exchange may take as a whole
     */
    public static CloseableHttpClient open(Duration connectTimeout, Duration readTimeout, Duration answerTimeout) {
        return new BoundedExchanges(pooled(connectTimeout, readTimeout), answerTimeout);
    }

    private static CloseableHttpClient pooled(Duration connectTimeout, Duration readTimeout) {
        int connectMillis = Math.toIntExact(connectTimeout.toMillis());
        int readMillis = Math.toIntExact(readTimeout.toMillis());
        RequestConfig requests = RequestConfig.custom()
                .setConnectTimeout(connectMillis)
                .setConnectionRequestTimeout(connectMillis)
                .setSocketTimeout(readMillis)
                .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setContentCompressionEnabled(false)
                .build();
        return HttpClients.custom()
                .setDefaultRequestConfig(requests)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoTimeout(readMillis)
                        .build())
                .setConnectionManager(pool())
                .evictIdleConnections(IDLE_SECONDS, TimeUnit.SECONDS)
                .addInterceptorLast(new BoundedAnswers(LARGEST_ANSWER_BYTES))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static PoolingHttpClientConnectionManager pool() {
        PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
        pool.setDefaultMaxPerRoute(PER_ROUTE);
        pool.setMaxTotal(IN_ALL);
        pool.setValidateAfterInactivity(VALIDATE_AFTER_MILLIS);
        return pool;
    }
}
