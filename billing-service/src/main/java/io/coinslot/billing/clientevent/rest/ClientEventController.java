package io.coinslot.billing.clientevent.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.Joined;
import io.coinslot.billing.clientevent.ClientEvents;
import io.coinslot.billing.clientevent.ClientEvents.Outcome;
import io.coinslot.billing.clientevent.ClientEvents.Report;
import io.coinslot.billing.purchase.Moment;
import io.coinslot.billing.purchase.OwnedPurchases;
import io.coinslot.billing.purchase.Source;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.http.StrictJson;
import io.coinslot.servicekit.mongo.StoreOutage;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.servicekit.trace.Trace;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Takes what games saw, many events at once, each with its own answer. */
@RestController
final class ClientEventController {
    private static final int MOST_ITEMS = 500;
    private static final Logger LOG = LoggerFactory.getLogger(ClientEventController.class);

    private final OwnedPurchases purchases;
    private final ClientEvents events;
    private final StrictJson bodies;
    private final Clock clock;
    private final MeterRegistry meters;

    ClientEventController(
            OwnedPurchases purchases, ClientEvents events, StrictJson bodies, Clock clock, MeterRegistry meters) {
        this.purchases = purchases;
        this.events = events;
        this.bodies = bodies;
        this.clock = clock;
        this.meters = meters;
    }

    /** Each read by itself: one that cannot be read does not spoil the others. */
    record Body(@Nullable List<JsonNode> items) {}

    record Answer(List<Result> items) {}

    /**
     * @param duplicate present if the event had been reported before, or what it tells was and is kept only once
     * @param retryAfterSeconds what an answer of its own would say in Retry-After
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            String eventId,
            int status,
            @Nullable Boolean duplicate,
            @Nullable Integer retryAfterSeconds,
            @Nullable Map<String, Object> problem) {}

    @PostMapping("/v1/purchase-events")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Answer report(Caller caller, @RequestBody Body body) {
        caller.requiring("purchases:write");
        List<JsonNode> items = body.items();
        if (items == null || items.isEmpty() || items.size() > MOST_ITEMS) {
            throw Problem.invalid("/items", "must be 1 to " + MOST_ITEMS + " items")
                    .asException();
        }
        String traceId = Trace.current().traceId();
        List<CompletionStage<Result>> results = new ArrayList<>(items.size());
        for (int index = 0; index < items.size(); index++) {
            results.add(take(caller, items.get(index), "/items/" + index, traceId));
        }
        return new Answer(results.stream().map(Joined::result).toList());
    }

    private CompletionStage<Result> take(Caller caller, JsonNode item, String at, String traceId) {
        String eventId = item.path("eventId").stringValue("");
        try {
            ClientEventBody event = bodies.item(item, at, ClientEventBody.class);
            Moment moment = new Moment(clock.instant().truncatedTo(ChronoUnit.MILLIS), Source.PURCHASE_EVENT);
            Report report = event.toReport(at, moment.at());
            return purchases
                    .changeLater(
                            caller, event.requiredPurchaseId(at), purchase -> events.take(purchase, report, moment))
                    .thenApply(Committed::result)
                    .thenApply(outcome -> result(report, outcome, at, traceId))
                    .exceptionally(failure -> failed(eventId, failure, traceId));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failed(eventId, e, traceId));
        }
    }

    private Result result(Report report, Outcome outcome, String at, String traceId) {
        return switch (outcome) {
            case TAKEN -> {
                meters.counter("coinslot.client.events", "type", report.type().name())
                        .increment();
                yield new Result(report.eventId(), HttpStatus.ACCEPTED.value(), null, null, null);
            }
            case KNOWN -> new Result(report.eventId(), HttpStatus.ACCEPTED.value(), true, null, null);
            case TOO_MANY ->
                refused(
                        report.eventId(),
                        Problem.atField(
                                BillingProblem.TOO_MANY_CLIENT_EVENTS, at, "the purchase can keep no more events"),
                        traceId);
            case NOT_CANCELLABLE ->
                refused(
                        report.eventId(),
                        Problem.atField(
                                BillingProblem.NOT_CANCELLABLE, at, "a registered card is being charged for it"),
                        traceId);
        };
    }

    static Result failed(String eventId, Throwable failure, String traceId) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ProblemException refusal) {
            return refused(eventId, refusal.problem(), traceId);
        }
        LOG.warn("An event of a game failed, trace {}", traceId, cause);
        return StoreOutage.isBehind(cause)
                ? refused(eventId, Problem.unavailable("The outcome is unknown; send the same event again", 2), traceId)
                : refused(eventId, Problem.of(GeneralProblem.INTERNAL_ERROR, "Send the same event again"), traceId);
    }

    private static Result refused(String eventId, Problem problem, String traceId) {
        return new Result(eventId, problem.type().status(), null, problem.retryAfterSeconds(), problem.toJson(traceId));
    }
}
