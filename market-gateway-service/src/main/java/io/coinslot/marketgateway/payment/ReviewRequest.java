package io.coinslot.marketgateway.payment;

import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A market asks what speaks against giving money back.
 *
 * @param token the market's name of its question, which the answer carries; null where it names none
 * @param answerBy when the market decides without us
 */
public record ReviewRequest(@Nullable String token, Instant answerBy) {
    private static final String TOKEN = "reviewToken";
    private static final String ANSWER_BY = "answerBy";

    /** Our name of it, the same each time the market asks it. */
    public String id() {
        return DerivedId.of("", token == null ? answerBy.toString() : token);
    }

    Map<String, String> toData() {
        Map<String, String> data = new HashMap<>(Map.of(ANSWER_BY, answerBy.toString()));
        if (token != null) {
            data.put(TOKEN, token);
        }
        return data;
    }

    /** The request in a task's data; of a task of an older version, which had none, one that has yet to be answered. */
    public static ReviewRequest of(Map<String, String> data, Instant otherwise) {
        String answerBy = data.get(ANSWER_BY);
        return new ReviewRequest(data.get(TOKEN), answerBy == null ? otherwise : Instant.parse(answerBy));
    }
}
