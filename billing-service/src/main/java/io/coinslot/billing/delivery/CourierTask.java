package io.coinslot.billing.delivery;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has the courier bring a webhook until the service accepts it, for one and a half to three days, then gives up visibly.
 * What of it is to be recorded is for the aggregate to say that the webhook lies on.
 */
public abstract class CourierTask<S, E> implements TaskHandler<S, E> {
    private final String kind;
    private final WebhookCourier courier;

    protected CourierTask(String kind, WebhookCourier courier) {
        this.kind = kind;
        this.courier = courier;
    }

    /** Whom it goes to. */
    protected abstract ServiceId serviceId(S state);

    /** The service took it. */
    protected abstract Decision<S, E, Void> accepted(S now, Task task, WebhookSender.Answer answer, Instant at);

    /**
     * It will be tried again.
     *
     * @param status of the answer; 0 if there was none
     */
    protected abstract Decision<S, E, Void> failed(S now, Task task, int status, String reason, Instant at);

    /** It will not be tried any more. */
    protected abstract Decision<S, E, Void> givenUp(S now, Task task, int status, String reason, Instant at);

    /** Makes one attempt. */
    protected final Outcome<S, E> send(S state, Webhook webhook, Task task) {
        return switch (courier.attempt(serviceId(state), webhook)) {
            case WebhookCourier.Result.Accepted(WebhookSender.Answer answer) ->
                new Done<>(now -> accepted(now, task, answer, now()));
            case WebhookCourier.Result.GivenUp(int status, String reason) ->
                new Done<>(now -> givenUp(now, task, status, reason, now()));
            case WebhookCourier.Result.Failed failed ->
                new TryAgain<>(
                        null,
                        failed.failure(),
                        now -> failed(now, task, failed.status(), failed.reason(), failed.at()));
        };
    }

    @Override
    public final Function<S, Decision<S, E, Void>> abandoned(
            String aggregateId, Task task, @Nullable Exception lastFailure) {
        int status = WebhookCourier.statusOf(lastFailure);
        String reason = WebhookCourier.reasonOf(lastFailure);
        return now -> givenUp(now, task, status, reason, now());
    }

    protected final Instant now() {
        return courier.now();
    }

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public final String target(S state, Task task) {
        return WebhookCourier.target(serviceId(state));
    }

    @Override
    public final int maxAttempts() {
        return WebhookCourier.maxAttempts();
    }

    @Override
    public final Duration backoff(int attempt) {
        return WebhookCourier.pauseAfter(attempt);
    }

    @Override
    public final boolean countsAgainstTarget(Exception failure) {
        return WebhookCourier.countsAgainstTarget(failure);
    }
}
