package io.coinslot.marketgateway.appstore;

import com.apple.itunes.storekit.client.BaseAppStoreServerAPIClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.http.Header;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.client.utils.URIBuilder;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.jspecify.annotations.Nullable;

/** Sends the library's requests over pooled connections to the address that is configured. */
final class AppStoreConnection extends BaseAppStoreServerAPIClient {
    private static final int LARGEST_ANSWER_BYTES = 4 * 1024 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final KeptToken token;
    private final URI address;
    private final HttpClient connections;
    private final Clock clock;
    private final ThreadLocal<@Nullable Duration> retryAfter = new ThreadLocal<>();

    AppStoreConnection(
            KeptToken token, StoreEnvironment environment, URI address, HttpClient connections, Clock clock) {
        super(token, environment.ofLibrary());
        this.token = token;
        this.address = address;
        this.connections = connections;
        this.clock = clock;
    }

    /** How long the last answer on this thread asked to wait; null if it did not. */
    @Nullable
    Duration retryAfter() {
        return retryAfter.get();
    }

    void forgetToken() {
        token.forget();
    }

    @Override
    protected HttpResponseInterface makeRequest(
            String path,
            String method,
            Map<String, List<String>> queryParameters,
            Map<String, String> headers,
            @Nullable String contentType,
            byte @Nullable [] body)
            throws IOException {
        retryAfter.remove();
        RequestBuilder request = RequestBuilder.create(method).setUri(uri(path, queryParameters));
        headers.forEach(request::setHeader);
        if (body != null) {
            request.setEntity(new ByteArrayEntity(
                    body, contentType == null ? ContentType.APPLICATION_JSON : ContentType.parse(contentType)));
        }
        return send(request.build());
    }

    private HttpResponseInterface send(HttpUriRequest request) throws IOException {
        return connections.execute(request, response -> {
            retryAfter.set(askedWait(response.getFirstHeader("Retry-After")));
            return new Answer(response.getStatusLine().getStatusCode(), text(response));
        });
    }

    private record Answer(int statusCode, String text) implements HttpResponseInterface {
        @Override
        public Reader body() {
            return new StringReader(text);
        }

        @Override
        public void close() {
            // Read to its end already.
        }
    }

    private URI uri(String path, Map<String, List<String>> queryParameters) throws IOException {
        String base = address.toString();
        try {
            URIBuilder builder =
                    new URIBuilder((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
            queryParameters.forEach((name, values) -> values.forEach(value -> builder.addParameter(name, value)));
            return builder.build();
        } catch (URISyntaxException e) {
            throw new IOException("no address: " + path, e);
        }
    }

    private static String text(HttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        try (InputStream content = response.getEntity().getContent()) {
            byte[] bytes = content.readNBytes(LARGEST_ANSWER_BYTES + 1);
            if (bytes.length > LARGEST_ANSWER_BYTES) {
                throw new IOException("the answer has more than " + LARGEST_ANSWER_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Apple names the time at which to come back, in milliseconds since 1970. */
    private @Nullable Duration askedWait(@Nullable Header header) {
        String value = header == null ? "" : String.valueOf(header.getValue());
        if (!value.matches("[0-9]{1,15}")) {
            return null;
        }
        Duration wait = Duration.between(clock.instant(), Instant.ofEpochMilli(Long.parseLong(value)));
        if (wait.isNegative()) {
            return null;
        }
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
