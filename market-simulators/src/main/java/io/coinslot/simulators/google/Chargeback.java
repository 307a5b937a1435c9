package io.coinslot.simulators.google;

import io.coinslot.simulators.protocol.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chargeback that Google asks the developer about before it decides.
 *
 * @param preference the developer's, once there is one; else empty
 * @param answerByMillis until when an answer is taken; null in a journal of an older version
 * @param answer what the developer told last
 */
record Chargeback(
        String pendingRefundToken,
        String orderId,
        boolean open,
        String preference,
        @Nullable Long answerByMillis,
        @Nullable JsonNode answer) {
    private static final Duration ANSWER_WITHIN = Duration.ofHours(24);

    static Chargeback opened(String pendingRefundToken, String orderId, long nowMillis) {
        return new Chargeback(pendingRefundToken, orderId, true, "", nowMillis + ANSWER_WITHIN.toMillis(), null);
    }

    boolean takesAnswers(long nowMillis) {
        return open && (answerByMillis == null || nowMillis < answerByMillis);
    }

    Chargeback reviewed(String newPreference, JsonNode newAnswer) {
        return new Chargeback(pendingRefundToken, orderId, open, newPreference, answerByMillis, newAnswer);
    }

    Chargeback closed() {
        return new Chargeback(pendingRefundToken, orderId, false, preference, answerByMillis, answer);
    }

    /** As the control interface shows it. */
    ObjectNode json() {
        ObjectNode body = Json.object()
                .put("disputeId", pendingRefundToken)
                .put("orderId", orderId)
                .put("open", open)
                .put("preference", preference);
        body.set("answer", answer);
        return body;
    }
}
