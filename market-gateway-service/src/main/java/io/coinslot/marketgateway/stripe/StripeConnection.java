package io.coinslot.marketgateway.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpContent;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.http.Header;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.util.EntityUtils;
import org.jspecify.annotations.Nullable;

/** Sends the library's requests over pooled connections, and remembers whether Stripe advised to repeat the last one. */
final class StripeConnection extends com.stripe.net.HttpClient {
    private final HttpClient connections;
    private final String clientUserAgent = buildXStripeClientUserAgentString();
    private volatile @Nullable String userAgent;
    private final ThreadLocal<@Nullable Boolean> shouldRetry = new ThreadLocal<>();

    StripeConnection(HttpClient connections) {
        this.connections = connections;
    }

    /** What Stripe-Should-Retry said on this thread's last answer; null if it said nothing. */
    @Nullable
    Boolean shouldRetry() {
        return shouldRetry.get();
    }

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        shouldRetry.remove();
        try (CloseableHttpResponse response = (CloseableHttpResponse) connections.execute(written(request))) {
            Header advice = response.getFirstHeader("Stripe-Should-Retry");
            if (advice != null) {
                shouldRetry.set(Boolean.valueOf(advice.getValue()));
            }
            return new StripeResponse(
                    response.getStatusLine().getStatusCode(),
                    headers(response.getAllHeaders()),
                    response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity(), "UTF-8"));
        } catch (IOException e) {
            throw new ApiConnectionException(
                    "no answer from Stripe: " + e.getClass().getSimpleName(), e);
        }
    }

    private HttpUriRequest written(StripeRequest request) {
        RequestBuilder builder = RequestBuilder.create(request.method().name())
                .setUri(request.url().toString());
        request.headers().map().forEach((name, values) -> values.forEach(value -> builder.addHeader(name, value)));
        builder.setHeader("User-Agent", userAgent(request));
        builder.setHeader("X-Stripe-Client-User-Agent", clientUserAgent);
        HttpContent content = request.content();
        if (content != null) {
            builder.removeHeaders("Content-Type");
            builder.setEntity(
                    new ByteArrayEntity(content.byteArrayContent(), ContentType.parse(content.contentType())));
        }
        return builder.build();
    }

    /** The library's name for itself, the same for every request. */
    private String userAgent(StripeRequest request) {
        String known = userAgent;
        if (known == null) {
            known = buildUserAgentString(request);
            userAgent = known;
        }
        return known;
    }

    private static HttpHeaders headers(Header[] received) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : received) {
            headers.computeIfAbsent(header.getName(), any -> new ArrayList<>(1)).add(header.getValue());
        }
        return HttpHeaders.of(headers);
    }
}
