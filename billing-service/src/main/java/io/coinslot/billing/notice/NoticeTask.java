package io.coinslot.billing.notice;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.delivery.WebhookCourier;
import io.coinslot.billing.delivery.WebhookSender;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.aggregate.TaskDraft;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends a notice until the service accepts it, for three days, then gives up visibly. */
public final class NoticeTask implements TaskHandler<Notice, Void> {
    private static final String KIND = "send-notice";

    private final WebhookCourier courier;

    public NoticeTask(WebhookCourier courier) {
        this.courier = courier;
    }

    static TaskDraft draft() {
        return TaskDraft.now(KIND, KIND);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String target(Notice notice, Task task) {
        return WebhookCourier.target(notice.serviceId());
    }

    @Override
    public int maxAttempts() {
        return WebhookCourier.maxAttempts();
    }

    @Override
    public Duration backoff(int attempt) {
        return WebhookCourier.pauseAfter(attempt);
    }

    @Override
    public boolean countsAgainstTarget(Exception failure) {
        return WebhookCourier.countsAgainstTarget(failure);
    }

    @Override
    public Outcome<Notice, Void> run(String settlementId, Notice notice, Task task) {
        return switch (courier.attempt(notice.serviceId(), notice.webhook())) {
            case WebhookCourier.Result.Accepted(WebhookSender.Answer answer) ->
                new Done<>(now -> after(now, courier.now(), answer.status(), null, WebhookStatus.ACCEPTED));
            case WebhookCourier.Result.GivenUp(int status, String reason) ->
                new Done<>(now -> after(now, courier.now(), status, reason, WebhookStatus.ABANDONED));
            case WebhookCourier.Result.Failed failed ->
                new TryAgain<>(
                        null,
                        failed.failure(),
                        now -> after(now, failed.at(), failed.status(), failed.reason(), WebhookStatus.SENDING));
        };
    }

    @Override
    public Function<Notice, Decision<Notice, Void, Void>> abandoned(
            String settlementId, Task task, @Nullable Exception lastFailure) {
        int status = WebhookCourier.statusOf(lastFailure);
        String reason = WebhookCourier.reasonOf(lastFailure);
        return now -> after(now, courier.now(), status, reason, WebhookStatus.ABANDONED);
    }

    private static Decision<Notice, Void, Void> after(
            Notice notice, Instant at, int status, @Nullable String failure, WebhookStatus next) {
        return Nothing.but(notice.with(notice.webhook().after(at, status, failure, next)));
    }
}
