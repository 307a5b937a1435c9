package io.coinslot.gateway.proxy;

import io.coinslot.gateway.configuration.GatewaySettings;
import io.coinslot.gateway.route.Destination;
import java.io.IOException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Calls services over kept connections. It follows nothing, stores nothing and repeats nothing. */
public final class ServiceClient implements AutoCloseable {
    /** Shorter than a service keeps an idle connection (20 s), so that none is used just as it is closed. */
    private static final Timeout IDLE_TIMEOUT = Timeout.ofSeconds(10);

    /** Of each connection, for reading and for writing: a request that waits half a minute holds both. */
    private static final int BUFFER_BYTES = 2_048;

    private final CloseableHttpClient client;
    private final RequestConfig answering;
    private final RequestConfig waiting;

    public ServiceClient(GatewaySettings.Upstream settings) {
        this.client = client(settings);
        this.answering = config(settings, settings.answerTimeoutMillis());
        this.waiting = config(settings, settings.waitTimeoutMillis());
    }

    private static CloseableHttpClient client(GatewaySettings.Upstream settings) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(
                                Http1Config.custom().setBufferSize(BUFFER_BYTES).build())
                        .build())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                // The proxy bounds the requests for each service; several may lie behind one address.
                .setMaxConnPerRoute(settings.placesPerService() * Destination.values().length)
                .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofMilliseconds(settings.connectTimeoutMillis()))
                        .setIdleTimeout(IDLE_TIMEOUT)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .evictExpiredConnections()
                .evictIdleConnections(IDLE_TIMEOUT)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableConnectionState()
                .disableDefaultUserAgent()
                .build();
    }

    private static RequestConfig config(GatewaySettings.Upstream settings, int answerTimeoutMillis) {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.ofMilliseconds(settings.connectTimeoutMillis()))
                .setResponseTimeout(Timeout.ofMilliseconds(answerTimeoutMillis))
                .setExpectContinueEnabled(false)
                .build();
    }

    /**
     * Sends a request once.
     *
     * @param waits whether the caller asked the service to hold the answer back for up to 30 s
     * @return the open answer, to be closed by the caller
     */
    ClassicHttpResponse send(HttpHost service, ClassicHttpRequest request, boolean waits) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(waits ? waiting : answering);
        return client.executeOpen(service, request, context);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
