package io.coinslot.billing.purchase;

import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Duration;

/** The tasks a purchase can have waiting, by name. */
public final class Tasks {
    public static final String EXPIRE = "expire";
    public static final String REPORT_OVERDUE = "report-overdue";
    public static final String SETTLE_LIMIT = "settle-limit";
    public static final String SEND_WEBHOOK = "send-webhook";
    public static final String WEBHOOK_NUMBER = "number";

    /** Marks a webhook that is sent because somebody asked for it. */
    public static final String BY_HAND = "by-hand";

    private Tasks() {}

    public static TaskDraft expireAfter(Duration delay) {
        return TaskDraft.after(delay, EXPIRE, EXPIRE);
    }

    public static TaskDraft reportOverdueAfter(Duration delay) {
        return TaskDraft.after(delay, REPORT_OVERDUE, REPORT_OVERDUE);
    }

    public static TaskDraft settleLimit() {
        return TaskDraft.now(SETTLE_LIMIT, SETTLE_LIMIT);
    }

    public static TaskDraft sendWebhook(int number) {
        return TaskDraft.now(webhookTask(number), SEND_WEBHOOK).with(WEBHOOK_NUMBER, Integer.toString(number));
    }

    /** The id of the task that sends this webhook of the purchase. */
    public static String webhookTask(int number) {
        return SEND_WEBHOOK + ":" + number;
    }
}
