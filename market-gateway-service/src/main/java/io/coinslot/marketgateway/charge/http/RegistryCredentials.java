package io.coinslot.marketgateway.charge.http;

import io.coinslot.marketgateway.charge.CardCredential;
import io.coinslot.marketgateway.charge.CardCredentials;
import io.coinslot.marketgateway.charge.CredentialFailure;
import io.coinslot.marketgateway.payment.PaymentOrder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the card registry, which asks the financial company. Every wait and answer is bounded; nothing is repeated here. */
public final class RegistryCredentials implements CardCredentials, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);
    private static final int LARGEST_ANSWER_BYTES = 64 * 1024;
    private static final String PATH = "/internal/v1/payment-credentials";
    private static final Set<String> REFUSALS =
            Set.of("TOKEN_UNKNOWN", "TOKEN_INACTIVE", "TOKEN_SUSPENDED", "TOKEN_DELETED", "ISSUER_REFUSED");

    private final URI address;
    private final String registryId;
    private final RequestSignature signature;
    private final Duration longestWait;
    private final HttpClient connections = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /**
     * @param registry its base address
     * @param registryId its name, which requests are signed for
     */
    public RegistryCredentials(URI registry, String registryId, RequestSignature signature, Duration longestWait) {
        this.address = registry.resolve(PATH);
        this.registryId = registryId;
        this.signature = signature;
        this.longestWait = longestWait;
    }

    @Override
    public CardCredential obtain(PaymentOrder order) throws CredentialFailure {
        CredentialSeal seal = CredentialSeal.fresh();
        String requestId = UUID.randomUUID().toString();
        ObjectNode body = JSON.createObjectNode()
                .put("requestId", requestId)
                .put("tokenUniqueReference", order.paymentToken())
                .put("serviceId", order.serviceId())
                .put("userId", order.userId())
                .put("purchaseId", order.purchaseId());
        body.set("recipientKey", seal.recipientKey());
        HttpResponse<byte[]> answer = send(signature
                .post(address, JSON.writeValueAsBytes(body), requestId, registryId)
                .timeout(longestWait)
                .build());
        JsonNode content = json(answer.body());
        if (answer.statusCode() != 200) {
            throw failure(answer.statusCode(), content);
        }
        return seal.open(content.path("encryptedPayload").asString(""), requestId);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws CredentialFailure {
        CompletableFuture<HttpResponse<byte[]>> sent = connections.sendAsync(
                request,
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER_BYTES));
        try {
            // The request's own time-out is over with the first byte of the answer; this one is for all of it.
            return sent.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw CredentialFailure.unanswered("the card registry does not answer", e.getCause());
        } catch (TimeoutException e) {
            throw CredentialFailure.unanswered("the card registry's answer was not whole in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CredentialFailure.notNow("interrupted while waiting for the card registry");
        } finally {
            sent.cancel(true);
        }
    }

    /** Only a named refusal is one; that a signature or a path is not accepted is mended by operators. */
    private static CredentialFailure failure(int status, JsonNode problem) {
        String type = problem.path("type").asString("");
        String code = type.substring(type.lastIndexOf('/') + 1)
                .toUpperCase(Locale.ROOT)
                .replace('-', '_');
        return REFUSALS.contains(code)
                ? CredentialFailure.refused(code, problem.path("title").asString("The token cannot be charged"))
                : CredentialFailure.notNow("the card registry answered " + status);
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
