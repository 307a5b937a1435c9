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
    /** The key that the caller's thread has just had its first answer under. */
    private final ThreadLocal<String> answeredNow = new ThreadLocal<>();

    Idempotency(TossMemory memory, MarketClock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    Response answer(Shop shop, Request request, Supplier<Response> work) {
        answeredNow.remove();
        String key = fullKey(shop, request);
        if (key == null) {
            return memory.together(work);
        }
        TossMemory.Answer known = known(key);
        return known == null
                ? memory.together(() -> first(key, work))
                : Response.json(known.status(), known.body().getBytes(StandardCharsets.UTF_8));
    }

    /** The market fails this request: under a key that has no answer yet the failure is the answer from now on. */
    void keepFailure(Shop shop, Request request, Response failure) {
        String key = fullKey(shop, request);
        if (key != null && known(key) == null) {
            keep(key, failure);
        }
    }

    /** The market fails this request after it was carried out: the failure was its first answer, unless there was one. */
    void keepInstead(Shop shop, Request request, Response failure) {
        String key = fullKey(shop, request);
        if (key != null && (key.equals(answeredNow.get()) || known(key) == null)) {
            keep(key, failure);
        }
    }

    private TossMemory.@Nullable Answer known(String key) {
        return memory.answer(key, clock.instant().minus(KEPT).toEpochMilli());
    }

    private Response first(String key, Supplier<Response> work) {
        Response response;
        try {
            response = work.get();
        } catch (TossRefusal refusal) {
            response = refusal.response();
        }
        keep(key, response);
        answeredNow.set(key);
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
