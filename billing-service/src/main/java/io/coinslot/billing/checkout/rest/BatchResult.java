package io.coinslot.billing.checkout.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coinslot.billing.checkout.Checkout;
import io.coinslot.billing.information.InformationDesk;
import io.coinslot.servicekit.mongo.StoreOutage;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** The answer to one request among many: what it would have been answered alone. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BatchResult(
        @Nullable String idempotencyKey,
        int status,
        @Nullable Boolean replayed,
        @Nullable PostedPurchase purchase,
        @Nullable Integer retryAfterSeconds,
        @Nullable Map<String, Object> problem) {
    private static final Logger LOG = LoggerFactory.getLogger(BatchResult.class);

    static BatchResult of(@Nullable String key, Checkout.Answer answer, InformationDesk desk, String traceId) {
        return switch (answer) {
            case Checkout.Posted posted ->
                new BatchResult(
                        key,
                        HttpStatus.CREATED.value(),
                        posted.replayed() ? true : null,
                        PostedPurchase.of(posted.purchase(), desk),
                        null,
                        null);
            case Checkout.Refused(Problem problem) -> refused(key, problem, traceId);
        };
    }

    static BatchResult refused(@Nullable String key, Problem problem, String traceId) {
        return new BatchResult(
                key, problem.type().status(), null, null, problem.retryAfterSeconds(), problem.toJson(traceId));
    }

    static BatchResult failed(@Nullable String key, Throwable failure, String traceId) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ProblemException refusal) {
            return refused(key, refusal.problem(), traceId);
        }
        LOG.warn("An item of a batch failed, trace {}", traceId, cause);
        return StoreOutage.isBehind(cause)
                ? refused(
                        key,
                        Problem.unavailable("The outcome is unknown; send the same item again with the same key", 2),
                        traceId)
                : refused(key, Problem.of(GeneralProblem.INTERNAL_ERROR, "Send the same item again"), traceId);
    }
}
