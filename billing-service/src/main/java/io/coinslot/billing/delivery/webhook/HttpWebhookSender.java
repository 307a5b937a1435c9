package io.coinslot.billing.delivery.webhook;

import io.coinslot.billing.delivery.WebhookSender;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Posts webhooks over pooled connections: no redirects, no cookies, everything bounded. */
public final class HttpWebhookSender implements WebhookSender, AutoCloseable {
    private static final Timeout CONNECT = Timeout.ofSeconds(3);
    private static final Timeout SILENCE = Timeout.ofSeconds(10);
    private static final Duration WHOLE_ATTEMPT = Duration.ofSeconds(20);
    private static final int MOST_OF_A_BODY = 16 * 1024;
    private static final int MOST_CONNECTIONS = 512;
    private static final int MOST_CONNECTIONS_PER_GAME = 64;

    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines;
    private final Duration wholeAttempt;

    /** @param allowPrivateAddresses for one machine alone: games are then reached on the loopback interface */
    public HttpWebhookSender(boolean allowPrivateAddresses) {
        this(allowPrivateAddresses, WHOLE_ATTEMPT);
    }

    /** @param wholeAttempt how long an attempt may take from waiting for a connection to the last byte of the answer */
    HttpWebhookSender(boolean allowPrivateAddresses, Duration wholeAttempt) {
        this.wholeAttempt = wholeAttempt;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS_PER_GAME)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setDnsResolver(allowPrivateAddresses ? SystemDefaultDnsResolver.INSTANCE : new PublicAddresses())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(SILENCE)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build();
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(SILENCE)
                        .setResponseTimeout(SILENCE)
                        .build())
                .setUserAgent("Coinslot-Webhooks/1")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
        deadlines = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("webhook-deadlines").factory());
        deadlines.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Answer send(Message message) throws IOException {
        HttpPost post = post(message);
        Future<?> deadline = deadlines.schedule(post::abort, wholeAttempt.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return client.execute(post, HttpWebhookSender::answer);
        } catch (RuntimeException e) {
            if (!post.isAborted()) {
                throw e;
            }
            // The library stumbles if the connection is taken away between being leased and being used.
            throw new IOException("no whole answer within " + wholeAttempt, e);
        } finally {
            deadline.cancel(false);
        }
    }

    private static HttpPost post(Message message) throws IOException {
        HttpPost post;
        try {
            post = new HttpPost(message.url());
        } catch (IllegalArgumentException e) {
            throw new IOException("the webhook URL is none: " + message.url(), e);
        }
        post.setHeader("webhook-id", message.webhookId());
        post.setHeader("webhook-timestamp", Long.toString(message.timestampSeconds()));
        post.setHeader("webhook-signature", message.signatures());
        post.setEntity(new StringEntity(message.body(), ContentType.APPLICATION_JSON));
        return post;
    }

    private static Answer answer(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Answer(response.getCode(), "");
        }
        try (InputStream stream = entity.getContent()) {
            byte[] body = stream.readNBytes(MOST_OF_A_BODY + 1);
            if (body.length > MOST_OF_A_BODY) {
                // Not worth reading on for the sake of the connection.
                response.close();
                throw new IOException("the game's answer is longer than " + MOST_OF_A_BODY + " bytes");
            }
            return new Answer(response.getCode(), new String(body, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
