package io.coinslot.marketgateway.market.transport;

import io.coinslot.marketgateway.market.MarketFailure;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.http.Header;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpUriRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Sends requests to markets that have no library of their own. Nothing is repeated, no redirect is followed, and what a
 * status means is for the market's package to say.
 */
public final class JsonExchange {
    private static final int LARGEST_ANSWER_BYTES = 4 * 1024 * 1024;
    /** Amounts that a market writes as numbers stay exact. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final HttpClient connections;

    public JsonExchange(HttpClient connections) {
        this.connections = connections;
    }

    /**
     * What a market answered.
     *
     * @param body missing if the answer was empty or no JSON
     * @param retryAfter how long the market asked to wait, if it did
     */
    public record Answer(
            int status, JsonNode body, @Nullable Duration retryAfter) {
        /** Whether the status is one of success. */
        public boolean isSuccess() {
            return status / 100 == 2;
        }

        /** Bodies hold what opens doors at the market: they are not printed. */
        @Override
        public String toString() {
            return "HTTP " + status;
        }
    }

    /**
     * Sends one request and waits for the whole answer.
     *
     * @throws MarketFailure of the kind NOT_SENT without a connection, and UNKNOWN if no whole answer came back
     */
    public Answer send(HttpUriRequest request) throws MarketFailure {
        try {
            return connections.execute(request, JsonExchange::read);
        } catch (IOException failure) {
            throw ConnectionFailures.of(failure);
        }
    }

    private static Answer read(HttpResponse response) throws IOException {
        return new Answer(response.getStatusLine().getStatusCode(), body(response), retryAfter(response));
    }

    private static JsonNode body(HttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return MissingNode.getInstance();
        }
        byte[] bytes;
        try (InputStream content = response.getEntity().getContent()) {
            bytes = content.readNBytes(LARGEST_ANSWER_BYTES + 1);
        }
        if (bytes.length > LARGEST_ANSWER_BYTES) {
            throw new IOException("the answer has more than " + LARGEST_ANSWER_BYTES + " bytes");
        }
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** Seconds, up to a few hours; the form that names a date is not used by any market known here. */
    private static @Nullable Duration retryAfter(HttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        String seconds = header == null ? "" : String.valueOf(header.getValue());
        return seconds.matches("[0-9]{1,4}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }
}
