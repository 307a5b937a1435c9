package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.memory.MarketClock;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Toss Payments' idempotent requests: the first answer, refusals included, is kept for 15 days under the key, the secret
 * key, the method and the URL. The body is not compared: another payment under the same key gets the first one's answer.
 */
final class Idempotency {
    private static final int LONGEST_KEY = 300;
    private static final Duration KEPT = Duration.ofDays(15);

    private final TossMemory memory;
    private final MarketClock clock;

    Idempotency(TossMemory memory, MarketClock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    Response answer(Shop shop, Request request, Supplier<Response> work) {
        String key = fullKey(shop, request);
        if (key == null) {
            return memory.together(work);
        }
        TossMemory.Answer known = memory.answer(key, clock.instant().minus(KEPT).toEpochMilli());
        return known == null
                ? memory.together(() -> first(key, work))
                : Response.json(known.status(), known.body().getBytes(StandardCharsets.UTF_8));
    }

    /** The market fails this request, done or not: under a key the failure is the answer from now on. */
    void keepFailure(Shop shop, Request request, Response failure) {
        String key = fullKey(shop, request);
        if (key != null) {
            keep(key, failure);
        }
    }

    private Response first(String key, Supplier<Response> work) {
        Response response;
        try {
            response = work.get();
        } catch (TossRefusal refusal) {
            response = refusal.response();
        }
        keep(key, response);
        return response;
    }

    private void keep(String key, Response response) {
        memory.keep(new TossMemory.Answer(
                key, response.status(), new String(response.body(), StandardCharsets.UTF_8), clock.millis()));
    }

    private static @Nullable String fullKey(Shop shop, Request request) {
        String key = request.header().apply("idempotency-key");
        if (key == null) {
            return null;
        }
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw TossRefusal.badRequest(
                    "INVALID_IDEMPOTENCY_KEY", "Idempotency keys are 1 to " + LONGEST_KEY + " characters long.");
        }
        return key + "\n" + shop.secretKey() + "\n" + request.method() + "/" + String.join("/", request.path());
    }
}
