package io.coinslot.simulators.stripe;

import io.coinslot.simulators.memory.MarketClock;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Stripe's idempotent requests: the first answer to a key is kept for 24 hours and replayed, failures of the server
 * included; the same key with other parameters is an error. What fails validation is not kept, as nothing was done.
 */
final class Idempotency {
    private static final int LONGEST_KEY = 255;
    private static final String REPLAYED = "Idempotent-Replayed";

    private final StripeMemory memory;
    private final MarketClock clock;

    Idempotency(StripeMemory memory, MarketClock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    Response answer(Caller caller, Request request, String requestId, Supplier<JsonNode> work) {
        String key = request.header().apply("idempotency-key");
        if (key == null) {
            return Response.json(200, memory.together(work));
        }
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw StripeRefusal.invalid(null, "Idempotency-Key", "Idempotency keys are 1 to 255 characters long.");
        }
        String fullKey = caller.account().id() + "\n" + key;
        String fingerprint = fingerprint(request);
        KeptAnswers.Kept kept = memory.answers.find(fullKey, clock.millis());
        if (kept != null) {
            return replay(kept, key, fingerprint);
        }
        Response response = memory.together(() -> first(fullKey, fingerprint, requestId, work));
        return response.with("Idempotency-Key", key);
    }

    /** The market fails this request: under a key that has no answer yet the failure is the answer from now on. */
    void keepFailure(Caller caller, Request request, Response failure) {
        String key = request.header().apply("idempotency-key");
        if (key != null && memory.answers.find(caller.account().id() + "\n" + key, clock.millis()) == null) {
            keepInstead(caller, request, failure);
        }
    }

    /** The market fails this request after it was carried out: the failure was its first answer. */
    void keepInstead(Caller caller, Request request, Response failure) {
        String key = request.header().apply("idempotency-key");
        if (key != null) {
            keep(caller.account().id() + "\n" + key, fingerprint(request), "req_" + Ids.letters(14), failure);
        }
    }

    /** Whether this answers a request that was answered before. */
    static boolean isReplay(Response answer) {
        return answer.headers().containsKey(REPLAYED);
    }

    private Response first(String fullKey, String fingerprint, String requestId, Supplier<JsonNode> work) {
        try {
            Response response = Response.json(200, work.get());
            keep(fullKey, fingerprint, requestId, response);
            return response;
        } catch (StripeRefusal refusal) {
            if (!refusal.isKept()) {
                throw refusal;
            }
            Response response = refusal.response();
            keep(fullKey, fingerprint, requestId, response);
            return response.with("Stripe-Should-Retry", "false");
        }
    }

    private Response replay(KeptAnswers.Kept kept, String key, String fingerprint) {
        if (!kept.fingerprint().equals(fingerprint)) {
            throw StripeRefusal.idempotencyMismatch(key);
        }
        KeptAnswers.Answer answer = memory.answer(kept);
        Response response = Response.json(answer.status(), answer.body().getBytes(StandardCharsets.UTF_8))
                .with("Idempotency-Key", key)
                .with(REPLAYED, "true")
                .with("Original-Request", answer.requestId());
        return answer.status() >= 400 ? response.with("Stripe-Should-Retry", "false") : response;
    }

    private void keep(String fullKey, String fingerprint, String requestId, Response response) {
        memory.keep(new KeptAnswers.Answer(
                fullKey,
                fingerprint,
                requestId,
                response.status(),
                new String(response.body(), StandardCharsets.UTF_8),
                clock.millis()));
    }

    private static String fingerprint(Request request) {
        Map<String, String> sorted = new TreeMap<>(request.form());
        String text = request.method() + "/" + String.join("/", request.path())
                + new String(Json.bytes(sorted), StandardCharsets.UTF_8);
        return Digest.sha256(text);
    }
}
