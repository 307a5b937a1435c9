package io.coinslot.cardregistry.signature.http;

import io.coinslot.cardregistry.signature.Digests;
import io.coinslot.cardregistry.signature.Message;
import io.coinslot.cardregistry.signature.Signatures;
import io.coinslot.cardregistry.signature.Signatures.Signed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Sends signed requests. Nothing is repeated, no redirect is followed, and every wait and answer is bounded. */
public final class SignedExchange {
    private static final String JSON = "application/json";
    private static final int LARGEST_ANSWER_BYTES = 1024 * 1024;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final HttpClient connections;
    private final Signatures signatures;
    private final Duration longestWait;

    public SignedExchange(HttpClient connections, Signatures signatures, Duration longestWait) {
        this.connections = connections;
        this.signatures = signatures;
        this.longestWait = longestWait;
    }

    /**
     * What was answered.
     *
     * @param requestSignature the signature of the request, which signed answers name
     * @param body missing if the answer was no JSON
     */
    public record Answer(int status, HttpHeaders headers, byte[] bytes, JsonNode body, String requestSignature) {
        public boolean isSuccess() {
            return status / 100 == 2;
        }

        public @Nullable String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        /** Seconds, or null if nothing is said that can be heeded. */
        public @Nullable Duration retryAfter() {
            String seconds = headers.firstValue("Retry-After").orElse("");
            return seconds.matches("[0-9]{1,4}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
        }

        /** Bodies hold sealed credentials and the like: they are not printed. */
        @Override
        public String toString() {
            return "HTTP " + status;
        }
    }

    /**
     * Posts a body, signed for a receiver.
     *
     * @throws IOException if no whole answer came back; the receiver may have got the request
     */
    public Answer post(URI address, JsonNode body, String nonce, String receiver) throws IOException {
        byte[] bytes = MAPPER.writeValueAsBytes(body);
        String digest = Digests.of(bytes);
        Signed signed = signatures.sign(
                Message.request("POST", address.getRawPath(), query(address), JSON, digest), nonce, receiver);
        HttpRequest request = request(address, signed)
                .header("Content-Type", JSON)
                .header(Signatures.DIGEST_HEADER, digest)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        return send(request, signed);
    }

    /** Gets something, signed for a receiver. */
    public Answer get(URI address, String nonce, String receiver) throws IOException {
        Signed signed = signatures.sign(
                Message.request("GET", address.getRawPath(), query(address), null, null), nonce, receiver);
        return send(request(address, signed).GET().build(), signed);
    }

    private static @Nullable String query(URI address) {
        return address.getRawQuery() == null ? null : "?" + address.getRawQuery();
    }

    private HttpRequest.Builder request(URI address, Signed signed) {
        return HttpRequest.newBuilder(address)
                .timeout(longestWait)
                .header("Accept", "application/json, application/problem+json")
                .header(Signatures.INPUT_HEADER, signed.input())
                .header(Signatures.SIGNATURE_HEADER, signed.signature());
    }

    private Answer send(HttpRequest request, Signed signed) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> sent = connections.sendAsync(
                request,
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER_BYTES));
        try {
            // The request's own time-out is over with the first byte of the answer; this one is for all of it.
            HttpResponse<byte[]> answer = sent.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
            byte[] bytes = answer.body();
            return new Answer(answer.statusCode(), answer.headers(), bytes, json(bytes), signed.signature());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException("no answer came", e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("the answer was not whole in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for an answer", e);
        } finally {
            sent.cancel(true);
        }
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }
}
