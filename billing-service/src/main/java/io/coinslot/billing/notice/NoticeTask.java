package io.coinslot.billing.notice;

import io.coinslot.billing.Nothing;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.delivery.CourierTask;
import io.coinslot.billing.delivery.WebhookCourier;
import io.coinslot.billing.delivery.WebhookSender;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sends a notice. */
public final class NoticeTask extends CourierTask<Notice, Void> {
    private static final String KIND = "send-notice";

    public NoticeTask(WebhookCourier courier) {
        super(KIND, courier);
    }

    static TaskDraft draft() {
        return TaskDraft.now(KIND, KIND);
    }

    @Override
    protected ServiceId serviceId(Notice notice) {
        return notice.serviceId();
    }

    @Override
    public Outcome<Notice, Void> run(String settlementId, Notice notice, Task task) {
        return send(notice, notice.webhook(), task);
    }

    @Override
    protected Decision<Notice, Void, Void> accepted(Notice now, Task task, WebhookSender.Answer answer, Instant at) {
        return after(now, at, answer.status(), null, WebhookStatus.ACCEPTED);
    }

    @Override
    protected Decision<Notice, Void, Void> failed(Notice now, Task task, int status, String reason, Instant at) {
        return after(now, at, status, reason, WebhookStatus.SENDING);
    }

    @Override
    protected Decision<Notice, Void, Void> givenUp(Notice now, Task task, int status, String reason, Instant at) {
        return after(now, at, status, reason, WebhookStatus.ABANDONED);
    }

    private static Decision<Notice, Void, Void> after(
            Notice notice, Instant at, int status, @Nullable String failure, WebhookStatus next) {
        return Nothing.but(notice.with(notice.webhook().after(at, status, failure, next)));
    }
}
